import { expect } from 'chai';
import { mailSettingsView } from '../src/view-models/lists.js';
import { wordsOf } from './support.js';

describe('how notices come by mail', () => {
  const view = (way: 'moodle' | 'mail' | 'none') => mailSettingsView({ way, pace: 'daily' }, wordsOf('kk'));

  it('is a choice with the present one marked, in words', () => {
    expect(view('mail').paces).to.deep.equal([
      { value: 'atOnce', label: 'Бірден: әр хабарламаға бір хат', chosen: false },
      { value: 'daily', label: 'Күніне бір хат: жұмыс күндері сағат 08:30-да', chosen: true },
    ]);
  });

  it('says exactly one thing: by our mail, by Moodle or not at all', () => {
    const said = (['mail', 'moodle', 'none'] as const).map((way) => {
      const { byMail, byMoodle, byNobody } = view(way);
      return [byMail, byMoodle, byNobody];
    });
    expect(said).to.deep.equal([
      [true, false, false],
      [false, true, false],
      [false, false, true],
    ]);
  });
});
