/** What can be sent: Moodle's REST knows no null, and leaves out what has its default. */
export type FormValue = string | number | boolean | readonly FormValue[] | { readonly [key: string]: FormValue };

/**
 * Nested parameters the way PHP reads them from a form: `events[0][groups][1]=…`. Booleans are 1 and 0. An empty list has no form at all:
 * the function's own default must be the empty list.
 */
export function encodeForm(parameters: Readonly<Record<string, FormValue>>): URLSearchParams {
  const form = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) append(form, key, value);
  return form;
}

function append(form: URLSearchParams, name: string, value: FormValue): void {
  if (typeof value === 'object') for (const [key, part] of Object.entries(value)) append(form, `${name}[${key}]`, part);
  else form.append(name, typeof value === 'boolean' ? (value ? '1' : '0') : String(value));
}
