import { type Badge, type BadgeTone, plainLine } from '@app/domain';

/** Colours on which white text has a contrast of at least 4.5 (WCAG AA). */
const COLOURS: Readonly<Record<BadgeTone, string>> = {
  good: '#1a7f37',
  warning: '#8a6100',
  bad: '#c0362c',
  neutral: '#5f6a73',
};
const LABEL_COLOUR = '#444c56';

const HEIGHT = 20;
const PADDING = 6;
const MAX_TEXT = 60;

/** Widths of characters of Verdana at 11 px, rounded up; the text is fitted to their sum. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ijl.,:;'|!]/, 4],
  [/[ frt()[\]/-]/, 5],
  [/[mwMW%]/, 11],
  [/[A-Z]/, 9],
  [/[\u0020-\u024f]/, 7.5],
];
const WIDE = 12;

const widthOf = (text: string): number =>
  Math.ceil(
    [...text].reduce(
      (sum, character) => sum + (WIDTHS.find(([kind]) => kind.test(character))?.[1] ?? WIDE),
      0,
    ),
  );

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (found) => ESCAPES[found] ?? '');

/** Returns a badge as an SVG image: label and value side by side, readable without colours and by screen readers. */
export function writeBadge({ label, value, tone }: Badge): string {
  const parts = [plainLine(label, MAX_TEXT), plainLine(value, MAX_TEXT)] as const;
  const [left, right] = parts.map((text) => widthOf(text) + 2 * PADDING) as [number, number];
  const width = left + right;
  const title = escaped(`${parts[0]}: ${parts[1]}`);
  const textAt = (text: string, x: number, space: number): string =>
    `<text x="${x + space / 2}" y="14" textLength="${space - 2 * PADDING}">${escaped(text)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<clipPath id="r"><rect width="${width}" height="${HEIGHT}" rx="3"/></clipPath>`,
    `<g clip-path="url(#r)">`,
    `<rect width="${left}" height="${HEIGHT}" fill="${LABEL_COLOUR}"/>`,
    `<rect x="${left}" width="${right}" height="${HEIGHT}" fill="${COLOURS[tone]}"/>`,
    `</g>`,
    `<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">`,
    textAt(parts[0], 0, left),
    textAt(parts[1], left, right),
    `</g></svg>`,
  ].join('');
}
