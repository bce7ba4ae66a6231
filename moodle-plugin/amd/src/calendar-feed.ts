import { draw, moveFocus, onActions, region } from './dom.js';
import { agreed } from './question.js';
import type { House } from './screen.js';
import { instantText } from './view-models/moments.js';

/** The secret address for calendar programs: get one, renew it, switch it off. It is shown once, as only its hash is kept. */
export async function drawFeed(host: HTMLElement, since: string | null, house: House): Promise<void> {
  const { repository, words, announce, showProblem } = house;

  async function show(state: { since: string | null; url?: string }): Promise<void> {
    await draw(host, 'calendar_feed', {
      since: state.since === null ? null : words.t('feed_since', instantText(state.since)),
      hasAddress: state.since !== null,
      url: state.url ?? null,
      create: words.t(state.since === null ? 'feed_create' : 'feed_renew'),
    });
  }

  function sure(question: 'feed_renew' | 'feed_revoke', button: HTMLElement): Promise<boolean> {
    const label = words.t(question);
    return agreed(words, { title: label, question: words.t(`${question}_question`), label, opener: button });
  }

  async function change(work: () => Promise<{ since: string | null; url?: string }>, said: string): Promise<void> {
    try {
      const state = await work();
      since = state.since;
      await show(state);
      announce(said);
      moveFocus(host.querySelector<HTMLElement>('[data-region="address"]') ?? region(host, 'feed-title'));
    } catch (problem) {
      await showProblem(region(host, 'problem'), problem);
    }
  }

  onActions(host, {
    async 'renew-feed'(button) {
      if (since !== null && !(await sure('feed_renew', button))) return;
      await change(async () => {
        const { url } = await repository.renewCalendarFeed();
        return { since: new Date().toISOString(), url };
      }, words.t('feed_created'));
    },
    async 'revoke-feed'(button) {
      if (!(await sure('feed_revoke', button))) return;
      await change(async () => {
        await repository.revokeCalendarFeed();
        return { since: null };
      }, words.t('feed_revoked'));
    },
    async 'copy-feed'() {
      const field = region(host, 'address') as HTMLInputElement;
      field.select();
      await navigator.clipboard.writeText(field.value);
      announce(words.t('feed_copied'));
      region(host, 'copied').textContent = words.t('feed_copied');
    },
    dismiss: () => region(host, 'problem').replaceChildren(),
  });
  await show({ since });
}
