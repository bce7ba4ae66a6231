/** A certificate on paper: A4 on its side, in one language. Equal contents give equal bytes. */
import type { Content } from 'pdfmake/interfaces.js';
import type { Locale } from '@qashyq/shared-types';
import { dateText } from '../../../calendar/plain-dates.js';
import type { Paper } from '../../../documents/pdf.js';
import { qrPicture } from '../../../documents/qr-code.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import { codeText } from './certificate-code.js';
import type { CertificateContent } from './certificate-content.js';
import { certificateFrame, colours } from './certificate-ornament.js';

const page = { width: 841.89, height: 595.28 };
/** Room that the frame leaves. */
const margins = { left: 92, top: 62, right: 92, bottom: 44 };

export function certificatePaper(
  content: CertificateContent,
  catalogue: Catalogue,
  locale: Locale,
  issuedAt: number,
): Paper {
  const t = (key: string, params?: Parameters<Catalogue['text']>[2]) => catalogue.text(locale, key, params);
  const { number, university, holder, title } = content;
  return {
    language: locale,
    orientation: 'landscape',
    title: t('certificate_filename', number),
    subject: t('certificate_heading'),
    author: university[locale],
    printedAt: issuedAt,
    runningHead: '',
    runningFoot: '',
    pageLabel: ' ',
    warning: null,
    margins,
    background: { svg: certificateFrame(page.width, page.height), width: page.width, height: page.height },
    styles: {
      university: { fontSize: 11.5, alignment: 'center', color: colours.ink, characterSpacing: 0.3 },
      heading: { fontSize: 34, bold: true, alignment: 'center', color: colours.deep, characterSpacing: 5 },
      number: { fontSize: 11.5, alignment: 'center', color: colours.gold, bold: true, characterSpacing: 0.8 },
      lead: { fontSize: 11.5, alignment: 'center', color: colours.ink },
      holder: { fontSize: sizeFor(holder[locale], 27, 34), bold: true, alignment: 'center', color: colours.ink },
      title: { fontSize: sizeFor(title[locale], 18, 60), bold: true, alignment: 'center', color: colours.deep },
      fact: { fontSize: 11, alignment: 'center', color: colours.ink },
      small: { fontSize: 8, color: colours.quiet },
    },
    content: [
      { text: university[locale], style: 'university' },
      { text: t('certificate_heading'), style: 'heading', margin: [0, 16, 0, 0] },
      { text: `№ ${number}`, style: 'number', margin: [0, 2, 0, 20] },
      { text: t('certificate_lead'), style: 'lead' },
      { text: holder[locale], style: 'holder', margin: [0, 6, 0, 4] },
      rule(),
      { text: t('certificate_deed'), style: 'lead', margin: [0, 12, 0, 6] },
      { text: t('certificate_titled', title[locale]), style: 'title' },
      { text: facts(content, catalogue, locale), style: 'fact', margin: [0, 14, 0, 0] },
      foot(content, locale, t),
    ],
  };
}

/** A thin line under the name. */
function rule(): Content {
  const width = 360;
  const left = (page.width - margins.left - margins.right - width) / 2;
  return {
    canvas: [{ type: 'line', x1: left, y1: 0, x2: left + width, y2: 0, lineWidth: 0.7, lineColor: colours.gold }],
  };
}

function facts(content: CertificateContent, catalogue: Catalogue, locale: Locale): string {
  const { hours, fromOn, toOn, form } = content;
  return [
    catalogue.plural(locale, 'certificate_hours', hours),
    catalogue.text(locale, 'certificate_period', { from: dateText(fromOn), to: dateText(toOn) }),
    catalogue.text(
      locale,
      'certificate_form',
      catalogue.text(locale, `trainingform_${form}`).toLocaleLowerCase(locale),
    ),
  ].join('  ·  ');
}

/** Signature at the left, code and address of the check at the right, always at the same height. */
function foot(
  { signatory, issuedOn, expiresOn, checkUrl, code }: CertificateContent,
  locale: Locale,
  t: (key: string, params?: Parameters<Catalogue['text']>[2]) => string,
): Content {
  const { size, path } = qrPicture(checkUrl);
  const dates = [
    t('certificate_issued', dateText(issuedOn)),
    ...(expiresOn === null ? [] : [t('certificate_expires', dateText(expiresOn))]),
  ];
  return {
    absolutePosition: { x: margins.left, y: 436 },
    columns: [
      {
        width: '*',
        stack: [
          { text: signatory.position[locale], fontSize: 10.5, color: colours.ink, margin: [0, 6, 0, 16] },
          {
            columns: [
              {
                width: 150,
                canvas: [{ type: 'line', x1: 0, y1: 10, x2: 140, y2: 10, lineWidth: 0.6, lineColor: colours.quiet }],
              },
              { width: '*', text: signatory.name[locale], fontSize: 10.5, bold: true, color: colours.ink },
            ],
          },
          { text: t('certificate_signature'), style: 'small', margin: [0, 1, 0, 8] },
          { text: dates.join('  ·  '), fontSize: 9.5, color: colours.ink },
        ],
      },
      {
        width: 'auto',
        stack: [
          { text: t('certificate_check'), style: 'small', alignment: 'right', margin: [0, 22, 10, 1] },
          { text: hostAndPath(checkUrl), style: 'small', alignment: 'right', margin: [0, 0, 10, 1] },
          {
            text: t('certificate_code', codeText(code)),
            // Read letter by letter: it stands on one line.
            noWrap: true,
            style: 'small',
            bold: true,
            alignment: 'right',
            margin: [0, 0, 10, 0],
          },
        ],
      },
      {
        width: 84,
        svg: `<svg viewBox="0 0 ${size} ${size}"><path d="${path}" fill="${colours.ink}"/></svg>`,
        fit: [84, 84],
      },
    ],
  };
}

/** The address without the code, which stands beside it. */
const hostAndPath = (checkUrl: string): string => checkUrl.replace(/^https?:\/\//, '').replace(/\/[^/]*$/, '');

/** Long names and titles are set smaller, so that everything stays on its page. */
function sizeFor(text: string, largest: number, letters: number): number {
  return Math.max(12, Math.min(largest, (largest * letters) / [...text].length));
}
