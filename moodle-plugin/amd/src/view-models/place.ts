/** A place inside the screens: what stands after `#` in the address, e.g. `#/cases/42?week=7`. */
export interface Place {
  /** e.g. `/cases/42` */
  path: string;
  query: Record<string, string>;
}

/** Reads the address. What it cannot decode it leaves as it stands, so that no address breaks the page. */
export function parsePlace(hash: string): Place {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?', 2);
  return { path: path === '' ? '/' : path, query: Object.fromEntries(new URLSearchParams(search)) };
}

/** The address of a place; empty values are left out. */
export function placeHash(path: string, query: Record<string, string | number | null | undefined> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  const text = search.toString();
  return `#${path}${text === '' ? '' : `?${text}`}`;
}

/** `matchPath('/cases/:caseId', '/cases/42')` gives `{caseId: '42'}`; null when the path is another one. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const found = path.split('/');
  if (wanted.length !== found.length) return null;
  const values: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = found[at] ?? '';
    if (part.startsWith(':')) {
      if (!/^\d+$/.test(value)) return null;
      values[part.slice(1)] = value;
    } else if (part !== value) return null;
  }
  return values;
}
