/**
 * What the property tests of a run draw hangs on one number, TEST_SEED, or else on a new one each time. A test that fails tells how to draw
 * the same again. Every run of mocha loads this.
 */
import { relative } from 'node:path';
import fc from 'fast-check';

const given = Number(process.env['TEST_SEED']);
if (Number.isSafeInteger(given) && given !== 0) fc.configureGlobal({ seed: given });

export const mochaHooks: Mocha.RootHookObject = {
  afterEach(this: Mocha.Context) {
    const test = this.currentTest;
    const seed = /\{ seed: (-?\d+),/.exec(test?.err?.message ?? '')?.[1];
    if (test?.state !== 'failed' || seed === undefined) return;
    process.stdout.write(`To draw the same again: TEST_SEED=${seed} npx mocha ${relative('.', String(test.file))}\n`);
  },
};
