/** What the service refuses in the department's form, said at its fields and listed above it. */
import type { FieldRemark } from '@qashyq/shared-types';
import { draw, moveFocus, region } from '../dom.js';
import type { House } from '../screen.js';
import { remarks } from './view-models/office-editor.js';

const byName = (host: HTMLElement) => [...host.querySelectorAll<HTMLInputElement>('[name]')];

/** The control of a field of the service, e.g. `sessions.0.date`. */
export function controlOf(host: HTMLElement, field: string): HTMLElement | null {
  return byName(host).find(({ name }) => name === field) ?? null;
}

export function clearFaults(host: HTMLElement): void {
  for (const place of host.querySelectorAll<HTMLElement>('[data-fault]')) place.textContent = '';
  for (const control of host.querySelectorAll('.is-invalid')) {
    control.classList.remove('is-invalid');
    control.removeAttribute('aria-invalid');
  }
  for (const name of ['faults', 'problem']) region(host, name).replaceChildren();
  for (const name of ['outcome', 'stale']) region(host, name).hidden = true;
}

/** Puts the name of its field before each remark: «Session 1, Room: …». The form may not stand in the page yet, where a control knows no label. */
export function nameRemarks(host: HTMLElement, list: HTMLElement): void {
  const labels = [...host.querySelectorAll('label')];
  for (const button of list.querySelectorAll<HTMLElement>('[data-action="go-to"]')) {
    const control = controlOf(host, button.dataset['field'] ?? '');
    const label = labels.find(({ htmlFor }) => htmlFor === control?.id)?.textContent?.trim();
    const part = control?.closest('fieldset')?.querySelector('legend')?.textContent?.trim();
    const name = [part, label].filter((text) => text !== undefined && text !== '').join(', ');
    if (name !== '') button.textContent = `${name}: ${button.textContent ?? ''}`;
  }
}

/** False where no fault belongs to the form: then it is another problem. */
export async function showFaults(house: House, host: HTMLElement, details: readonly FieldRemark[]): Promise<boolean> {
  const places = [...host.querySelectorAll<HTMLElement>('[data-fault]')];
  const placed = details.filter(({ field }) => places.some(({ dataset }) => dataset['fault'] === field));
  if (placed.length === 0) return false;
  for (const { field, message } of placed) {
    const place = places.find(({ dataset }) => dataset['fault'] === field);
    if (place !== undefined) place.textContent = message;
    const control = controlOf(host, field);
    control?.classList.add('is-invalid');
    control?.setAttribute('aria-invalid', 'true');
    // A field inside a closed part is not found by who looks for it.
    place?.closest('details')?.setAttribute('open', '');
  }
  const said = house.words.count('office_faults', placed.length);
  await draw(region(host, 'faults'), 'training_remarks', { said, remarks: remarks(placed), isBad: true });
  nameRemarks(host, region(host, 'faults'));
  house.announce(said);
  moveFocus(region(host, 'faults'));
  return true;
}
