/** What stands between a person and a page: the rules of WCAG by machine, and the keyboard. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'chai';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const engine = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.1 at AA, and what its practitioners hold good beyond it. */
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

/**
 * Looks the page over and returns what is wrong with it, one finding a line: rule, element and reason. The engine comes in through the
 * debugger, so the security policy of the page stays in force.
 * @param regions selectors; without them the whole page is looked at. One that selects nothing is left out
 */
export async function findings(page: Page, regions?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(engine);
  const { violations } = await page.evaluate(
    ({ values, selectors }) => {
      const include = selectors?.filter((selector) => document.querySelector(selector) !== null);
      return (window as unknown as { axe: typeof axe }).axe.run(include === undefined ? document : { include }, {
        runOnly: { type: 'tag', values },
        resultTypes: ['violations'],
      });
    },
    { values: standards, selectors: regions },
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html, failureSummary }) =>
      [id, target.join(' '), html.slice(0, 160), failureSummary ?? ''].join(' | ').replace(/\s+/g, ' '),
    ),
  );
}

/**
 * Presses Tab from the top of the page to its end: every control is reached once, in the order of the page, and shows that it is.
 * @param region selector of the part in which this is asked; the whole page by itself
 */
export async function expectTabReachesAll(page: Page, region = 'body'): Promise<void> {
  const controls = await page.evaluate((selector) => {
    const whole = document.querySelector<HTMLElement>(selector)!;
    const all = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]';
    const shown = [...whole.querySelectorAll<HTMLElement>(all)]
      .filter((control) => control.checkVisibility() && !control.matches(':disabled') && control.tabIndex >= 0)
      // Of the radio buttons of one choice only the chosen one is a stop, or the first where none is.
      .filter((control, _, controls) => {
        if (!(control instanceof HTMLInputElement) || control.type !== 'radio') return true;
        const choice = (controls as HTMLInputElement[]).filter(
          ({ type, name, form }) => type === 'radio' && name === control.name && form === control.form,
        );
        return control === (choice.find(({ checked }) => checked) ?? choice[0]);
      });
    shown.forEach((control, index) => (control.dataset['tabStop'] = String(index)));
    whole.tabIndex = -1;
    whole.focus();
    return shown.map((control) => control.outerHTML.slice(0, 120));
  }, region);
  expect(controls, 'controls of the page').to.have.length.above(5);
  const reached: (string | undefined)[] = [];
  const unseen: string[] = [];
  let before: string | undefined;
  for (const control of controls) {
    const { stop, isSeen } = await nextStop();
    before = stop;
    reached.push(stop === undefined ? undefined : controls[Number(stop)]);
    if (!isSeen) unseen.push(control);
  }
  expect(reached, 'order of Tab').to.deep.equal(controls);
  expect(unseen, 'controls without a visible focus').to.deep.equal([]);

  /** A date has stops of its own for day, month, year and time: they are passed. */
  async function nextStop() {
    let found = await pressed();
    for (let parts = 8; parts > 0 && found.stop !== undefined && found.stop === before; parts--)
      found = await pressed();
    return found;
  }
  async function pressed() {
    await page.keyboard.press('Tab');
    return page.evaluate(() => {
      const focused = document.activeElement as HTMLElement;
      // A hidden file chooser shows its focus on the label that stands for it.
      const framed = [focused, focused.closest('label')].filter((element) => element !== null);
      return {
        stop: focused.dataset['tabStop'],
        isSeen: framed.some((element) => {
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
          const isOutlined = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
          // Boost draws a ring with a shadow: a colour that can be seen, then three lengths and the width of the ring.
          const ring = /^rgba?\(([^)]*)\) 0px 0px 0px ([\d.]+)px/.exec(boxShadow);
          const isRinged = ring !== null && !ring[1]!.endsWith(', 0') && parseFloat(ring[2]!) >= 2;
          return (isOutlined || isRinged) && element.offsetWidth > 1;
        }),
      };
    });
  }
}
