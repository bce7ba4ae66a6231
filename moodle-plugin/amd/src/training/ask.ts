/** Small conversations that the screens of training share. */
import { draw, moveFocus, region, whilePending } from '../dom.js';
import type { House } from '../screen.js';

/** Opens a form for a reason in `host`; `send` gets what was written, and nothing is sent without it. */
export async function askReason(
  host: HTMLElement,
  asked: { id: number; label: string; send: string },
  { words }: House,
  send: (reason: string) => Promise<void>,
  opener: HTMLElement,
): Promise<void> {
  await draw(host, 'training_reason', asked);
  const text = host.querySelector('textarea');
  moveFocus(text);
  host.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault();
    const reason = text?.value.trim() ?? '';
    if (reason !== '') return void whilePending(() => send(reason));
    region(host, 'missing').textContent = words.t('training_reason_needed');
    moveFocus(text);
  });
  region(host, 'back').addEventListener('click', () => {
    host.replaceChildren();
    moveFocus(opener);
  });
}
