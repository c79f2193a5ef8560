// Control characters, line and paragraph separators, bidirectional marks and overrides, zero-width
// characters, byte order mark, tags and halves of a surrogate pair: they move or hide the text around them. What is no
// character at all makes XML unreadable.
const UNSAFE_CHARACTER =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\p{NChar}\u{e0000}-\u{e007f}]/u;
const UNSAFE_RUNS = new RegExp(`${UNSAFE_CHARACTER.source}+`, 'gu');

/** True when a text holds characters that move or hide the text around them; line breaks are among them. */
export const hasUnsafeCharacter = (text: string): boolean => UNSAFE_CHARACTER.test(text);

const ELLIPSIS = '…';

/** The first `max` UTF-16 units at most, with an ellipsis where something was cut off; no character is cut in two. */
export const shorten = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const end = max - ELLIPSIS.length;
  const cutsPair = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return `${text.slice(0, cutsPair ? end - 1 : end).trimEnd()}${ELLIPSIS}`;
};

/**
 * Foreign text as visible lines: unsafe characters within a line become a space, longer text ends in an ellipsis after
 * `max` UTF-16 units.
 */
export const plainLines = (text: string, max: number): string =>
  shorten(
    text
      .split(/\r\n|[\r\n]/)
      .map((line) => line.replace(UNSAFE_RUNS, ' ').trimEnd())
      .join('\n')
      .trim(),
    max,
  );

/**
 * Foreign text as one visible line: unsafe characters become a space, runs of white space one space,
 * longer text ends in an ellipsis after `max` UTF-16 units.
 */
export const plainLine = (text: string, max: number): string =>
  shorten(text.replace(UNSAFE_RUNS, ' ').replace(/\s+/gu, ' ').trim(), max);
