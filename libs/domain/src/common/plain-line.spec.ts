import { describe, expect, it } from 'vitest';
import { plainLine, plainLines, shorten } from './plain-line.ts';

describe('plainLine', () => {
  it.each([
    ['line1\r\nBcc: x@evil.example', 'line1 Bcc: x@evil.example'],
    ['a\u202egnp.exe', 'a gnp.exe'],
    ['a\u200bb', 'a b'],
    ['a\u2028b\u2029c', 'a b c'],
    ['bell\u0007 null\u0000', 'bell null'],
    ['half \ud800 pair', 'half pair'],
    ['  much \t  space  ', 'much space'],
    ['\ufeffmark', 'mark'],
    ['no\ufffecharacter\uffff', 'no character'],
    ['Müller & Söhne <b>', 'Müller & Söhne <b>'],
    ['family 👩‍👩‍👧', 'family 👩‍👩‍👧'],
  ])('%j becomes %j', (text, line) => {
    expect(plainLine(text, 100)).toBe(line);
  });

  it('stays fast on a million characters', () => {
    expect(plainLine(`${' \u200b'.repeat(500_000)}x`, 10)).toBe('x');
  });
});

describe('plainLines', () => {
  it('keeps lines and their beginning, and nothing that moves or hides text', () => {
    expect(plainLines('\r\na: 1\r\n\tb:\u202e 2 \n', 100)).toBe('a: 1\n b:  2');
    expect(plainLines('a\nbc\nd', 4)).toBe('a\nb…');
  });
});

describe('shorten', () => {
  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abcde…'],
    ['abcd efg', 6, 'abcd…'],
    ['abcd😀fg', 6, 'abcd…'],
  ])('%j within %d is %j', (text, max, short) => {
    expect(shorten(text, max)).toBe(short);
  });
});
