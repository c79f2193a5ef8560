import { describe, expect, it } from 'vitest';
import { readDate } from './dates/read-date.ts';
import { asciiName } from './names.ts';
import { readEntries } from './whois/entries.ts';
import { readSentence } from './whois/sentences.ts';

/** As much as a WHOIS answer may hold; anything that is not linear takes minutes for it. */
const SIZE = 200_000;
const CONTEXT = { tld: 'example', now: new Date('2026-01-01') };

describe('hostile text of a registry', () => {
  it.each([
    ['blanks in a line', `a${' '.repeat(SIZE)}b`],
    ['brackets that are not closed', `${'('.repeat(SIZE)} 12`],
    ['a word without an end', 'a'.repeat(SIZE)],
    ['signs in a row', `a  ${'-'.repeat(SIZE)}b`],
    ['marks in a row', `e${'\u0301\u0323'.repeat(SIZE / 2)}: 2027-01-01`],
    ['labels of blanks and dots', `${'a. '.repeat(SIZE / 3)}!`],
    ['many such lines', `a${' '.repeat(1_000)}b\n`.repeat(SIZE / 1_000)],
  ])('%s is read in linear time', (_what, text) => {
    expect(readSentence(text)).toBeNull();
    expect(readEntries(text).length).toBeLessThanOrEqual(SIZE);
    expect(asciiName(text)).toBe('');
    expect(readDate(text, CONTEXT)).toEqual({ kind: 'unreadable' });
  });
});
