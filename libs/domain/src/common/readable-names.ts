import { hasUnsafeCharacter } from './plain-line.ts';
import { decodePunycode } from './punycode.ts';

/** Scripts that are written together; letters of two lines never are. */
const SCRIPTS: readonly RegExp[] = [
  /^[\p{Script=Latin}]+$/u,
  /^[\p{Script=Cyrillic}]+$/u,
  /^[\p{Script=Greek}]+$/u,
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc]+$/u,
  /^[\p{Script=Han}\p{Script=Hangul}]+$/u,
  /^[\p{Script=Arabic}]+$/u,
  /^[\p{Script=Hebrew}]+$/u,
  /^[\p{Script=Devanagari}]+$/u,
  /^[\p{Script=Bengali}]+$/u,
  /^[\p{Script=Thai}]+$/u,
  /^[\p{Script=Tamil}]+$/u,
  /^[\p{Script=Georgian}]+$/u,
  /^[\p{Script=Armenian}]+$/u,
];
/** Letters of other scripts that look like those of Latin: a label of nothing else imitates another one. */
const LOOK_ALIKE = /^[асԁеһіјӏорԛѕԝхуъЬҽпгѵѡԍѐёӓӑӗїќўαορνικυτχηγωϲϳ]+$/u;
const WITHOUT_LETTERS = /[\p{Nd}\p{M}-]/gu;

function readableLabel(label: string): string {
  const decoded = decodePunycode(label.slice('xn--'.length));
  if (decoded === null || hasUnsafeCharacter(decoded)) return label;
  const letters = decoded.normalize('NFC').replace(WITHOUT_LETTERS, '');
  const isOneScript = SCRIPTS.some((script) => script.test(letters));
  return isOneScript && !LOOK_ALIKE.test(letters) ? decoded : label;
}

/**
 * Text with the international names in it as people read them: `xn--mnchen-3ya.de` becomes `münchen.de`. A label that mixes
 * scripts, or that looks like another one, stays as it is (UTS 39, as browsers do it).
 */
export const readableNames = (text: string): string =>
  text.replaceAll(/(?<![\p{L}\p{N}-])xn--[a-z0-9-]{1,59}(?![\p{L}\p{N}])/giu, readableLabel);
