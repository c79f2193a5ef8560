/** What nobody sees: soft hyphens, zero-width blanks, word joiners, and marks of byte order. */
const INVISIBLE = ['\u00ad', '\u200b', '\u2060', '\ufeff'] as const;
const INVISIBLE_ONES = new RegExp(`[${INVISIBLE.join('')}]+`, 'g');

/** True for a text with signs that `asRead` leaves out. Much faster than looking for them by an expression. */
export const hasInvisible = (text: string): boolean =>
  INVISIBLE.some((sign) => text.includes(sign));

/** A text as it stands on the screen: any blanks and line ends in a row are one blank. */
export const asRead = (text: string): string =>
  text.replace(INVISIBLE_ONES, '').replace(/\s+/g, ' ');
