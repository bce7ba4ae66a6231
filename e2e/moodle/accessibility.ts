/** The rules of accessibility inside a real Moodle page, for what is ours there. */
import { mkdirSync } from 'node:fs';
import { expect } from 'chai';
import { findings } from '../support/accessibility.js';
import { go, quiet } from '../support/browser.js';
import type { Walk } from '../support/journey.js';
import * as screens from '../support/screens.js';
import { places } from './places.js';

/** Our region of the page, and what we put into Moodle's dialogue: the rest of the page is Moodle's and its theme's (docs/operations.md). */
const ours = ['.local-qashyq', '.modal.show .modal-body'];
const widths = [1280, 360];
const languages = ['kk', 'ru', 'en'] as const;
/** Names a folder for pictures of every place on a phone, in three languages. */
const album = process.env['QASHYQ_ALBUM'];

/** Registers a test for each place; the schedule of the journey is submitted once more before. */
export function lookAtEveryPlace(walk: Walk): void {
  before(async () => {
    const author = await walk.as('dispatcher1');
    await go(author, `#/cases/${walk.caseId}`);
    await screens.decide(author, 'revise');
    await screens.decide(author, 'submit');
  });

  for (const [index, { name, login, place, prepare }] of places.entries())
    it(`${name}: the rules of accessibility find nothing that is ours, wide and on a phone`, async () => {
      const page = await walk.as(login);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const found: string[] = [];
      const inLanguage = async (language: string, look: () => Promise<void>) => {
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.goto(`${page.url().split(/[?#]/)[0]}?lang=${language}${place(walk.caseId)}`);
        await quiet(page);
        await prepare?.(page);
        await look();
      };
      await inLanguage(languages[index % languages.length]!, async () => {
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          found.push(...(await findings(page, ours)).map((finding) => `${width} px: ${finding}`));
        }
        const tooWide = await page.evaluate(() => {
          const region = document.querySelector('.local-qashyq')!;
          return region.getBoundingClientRect().right - document.documentElement.clientWidth;
        });
        expect(tooWide, 'pixels beyond a phone').to.be.at.most(0);
      });
      if (album !== undefined) {
        mkdirSync(album, { recursive: true });
        for (const language of languages)
          await inLanguage(language, async () => {
            await page.setViewportSize({ width: 360, height: 740 });
            await page.screenshot({ path: `${album}/${name.replaceAll(' ', '-')}-${language}.png`, fullPage: true });
          });
      }
      await page.setViewportSize({ width: 1280, height: 900 });
      expect(found.join('\n')).to.equal('');
    });
}
