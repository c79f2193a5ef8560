/**
 * Characters that hide or change what a person reads: controls, blanks, backslash, zero-width and
 * bidirectional marks, and halves of surrogate pairs.
 */
const FORBIDDEN =
  // eslint-disable-next-line no-control-regex -- these are the characters to refuse
  /[\u034f\u0000-\u0020\u007f-\u00a0\\\u00ad\u061c\u115f\u1160\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb]/;

const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

export const hasForbiddenCharacter = (text: string): boolean =>
  FORBIDDEN.test(text) || !text.isWellFormed();

/** The part between `//` and the path, as it was typed. */
export function authorityOf(text: string): string {
  const start = text.indexOf('//') + 2;
  const length = text.slice(start).search(/[/?#]/);
  return length === -1 ? text.slice(start) : text.slice(start, start + length);
}

/** The authority without its port. */
export const hostTextOf = (authority: string): string => authority.replace(/:\d*$/, '');

/** True for a name that DNS can hold: labels of 1 to 63 characters, 253 in all (RFC 1035). */
export const isHostname = (host: string): boolean =>
  host.length <= 253 && host.split('.').every((label) => LABEL.test(label));
