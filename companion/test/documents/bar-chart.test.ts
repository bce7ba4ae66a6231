import { expect } from 'chai';
import fc from 'fast-check';
import { DOMParser } from '@xmldom/xmldom';
import { barChart } from '../../src/documents/bar-chart.js';

const chart = (bars: Parameters<typeof barChart>[0]['bars'], title = 'Title', description = 'Description') =>
  new DOMParser().parseFromString(barChart({ title, description, bars }), 'image/svg+xml').documentElement;
const widths = (svg: Element, name: string) =>
  Array.from(svg.getElementsByTagName('rect'))
    .filter((rect) => rect.getAttribute('class') === name)
    .map((rect) => Number(rect.getAttribute('width')));

describe('a bar chart', () => {
  it('draws each bar in proportion to the greatest, and what stands out as a part of it', () => {
    const svg = chart([
      { label: 'A', value: 10, marked: 5, words: '10' },
      { label: 'B', value: 4, marked: 0, words: '4' },
    ]) as unknown as Element;
    expect(widths(svg, 'lq-chart-bar')).to.deep.equal([180, 72]);
    expect(widths(svg, 'lq-chart-marked')).to.deep.equal([90]);
  });

  it('says to reading programs what it is of and what it shows', () => {
    const svg = chart(
      [{ label: 'A', value: 1, marked: 0, words: '1' }],
      'Күтілетін шешімдер',
      'A: 1',
    ) as unknown as Element;
    const [title, description] = svg.getAttribute('aria-labelledby')!.split(' ');
    const texts = ['title', 'desc'].map((name) => svg.getElementsByTagName(name)[0]!);
    expect(texts.map((each) => [each.getAttribute('id'), each.textContent])).to.deep.equal([
      [title, 'Күтілетін шешімдер'],
      [description, 'A: 1'],
    ]);
    expect(svg.getAttribute('role')).to.equal('img');
  });

  it('lets no name become markup, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 40 }), (label) => {
        const text = barChart({
          title: label,
          description: label,
          bars: [{ label, value: 1, marked: 0, words: label }],
        });
        expect(text.match(/<[a-z]+/g)).to.deep.equal(['<svg', '<title', '<desc', '<text', '<rect', '<text']);
      }),
    );
    const hostile = '</title><script>alert(1)</script>"&\'';
    expect(barChart({ title: hostile, description: '', bars: [] })).to.not.contain('<script');
  });

  it('cuts a name that is too long for its line, with a sign that it goes on', () => {
    const svg = chart([{ label: 'Ұ'.repeat(80), value: 1, marked: 0, words: '1' }]) as unknown as Element;
    expect(svg.getElementsByTagName('text')[0]!.textContent).to.equal(`${'Ұ'.repeat(47)}…`);
  });

  it('measures bars by the whole where that is known, and says when the marked part is what was reached', () => {
    const bars = [{ label: 'a', value: 4, marked: 0, words: '4' }];
    const svg = barChart({ title: 't', description: 'd', bars, most: 5, reaches: true });
    expect(svg).to.include('class="lq-chart-bar" x="0" y="18" width="144"');
    expect(svg).to.include('class="lq-chart lq-chart-reached"');
    expect(barChart({ title: 't', description: 'd', bars })).to.include('class="lq-chart"');
  });
});
