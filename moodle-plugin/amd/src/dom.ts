/** Small dealings with the page that all screens share. */
import Pending from 'core/pending';
import { renderForPromise, replaceNodeContents } from 'core/templates';

/** Draws a template of the plugin into an element. */
export async function draw(host: Element, template: string, context: object): Promise<void> {
  const { html, js } = await renderForPromise(`local_qashyq/${template}`, context);
  replaceNodeContents(host, html, js);
}

/** The element marked `data-region="name"`; a template that lost it is a mistake of ours. */
export function region(host: Element, name: string): HTMLElement {
  const found = host.querySelector<HTMLElement>(`[data-region="${name}"]`);
  if (found === null) throw new Error(`no region ${name}`);
  return found;
}

export type Acting = (target: HTMLElement, event: Event) => void | Promise<void>;

/** Calls the named function when something marked `data-action="name"` is clicked; work it starts counts as pending until it ends. */
export function onActions(host: HTMLElement, actions: Record<string, Acting>): void {
  host.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-action]') : null;
    const acting = target === null ? undefined : actions[target.dataset['action'] ?? ''];
    if (target === null || acting === undefined || !host.contains(target)) return;
    event.preventDefault();
    void whilePending(async () => acting(target, event));
  });
}

/** Menus close as one expects: by Escape, which gives the focus back to what opened them, and by a click elsewhere. */
export function closeMenusIn(root: HTMLElement): void {
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !(event.target instanceof Element)) return;
    const menu = event.target.closest<HTMLDetailsElement>('.lq-menu[open]');
    if (menu === null) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
  document.addEventListener('click', ({ target }) => {
    for (const menu of root.querySelectorAll<HTMLDetailsElement>('.lq-menu[open]'))
      if (target instanceof Node && !menu.contains(target)) menu.open = false;
  });
}

/** Tells the page, and whoever tests it, that something is under way. */
export async function whilePending(work: () => Promise<void>): Promise<void> {
  const pending = new Pending('local_qashyq/app');
  try {
    await work();
  } finally {
    pending.resolve();
  }
}

/** Moves the focus on purpose: to what the person should read next. */
export function moveFocus(target: HTMLElement | null): void {
  if (target === null) return;
  if (!target.matches('a[href], button, input, select, textarea')) target.tabIndex = -1;
  target.focus({ preventScroll: false });
}

/** On a phone tabs are one line that is pushed aside: the present one comes into sight. */
export function showPresentTab(host: Element): void {
  for (const strip of host.querySelectorAll<HTMLElement>('.lq-strip')) {
    const present = strip.querySelector<HTMLElement>('[aria-current]');
    if (present !== null) strip.scrollLeft = present.offsetLeft - (strip.clientWidth - present.offsetWidth) / 2;
  }
}

export function escapeHtml(text: string): string {
  const holder = document.createElement('div');
  holder.textContent = text;
  return holder.innerHTML;
}

/** Lets the browser save a file that came as an answer. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The download has its own hold on the content by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
