import { domainToASCII } from 'node:url';
import { plainLine } from '@app/domain';

const MAX_TEXT = 200;
/** A name has 253 characters at most; the rest is for quotes and letters of several bytes. */
const MAX_NAME = 300;
const HOST = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/;

/** A host name in comparable form: ASCII, lower case, without quotes and final dot; empty when it is none. */
export function asciiName(text: string): string {
  if (text.length > MAX_NAME) return '';
  const bare = text
    .trim()
    .replace(/^["'<[(]+|["'>\])]+$/g, '')
    .replace(/\.$/, '');
  const name = domainToASCII(bare);
  return HOST.test(name) ? name : '';
}

/** Host names of a list, comparable, without repetitions, sorted. */
export const hostNames = (texts: readonly string[]): string[] =>
  [...new Set(texts.map(asciiName).filter((name) => name !== ''))].sort();

/** One line of foreign text for people; null when nothing visible is left. */
export const shortText = (text: string): string | null => plainLine(text, MAX_TEXT) || null;
