import { describe, expect, it } from 'vitest';
import { decodePunycode } from './punycode.ts';
import { readableNames } from './readable-names.ts';

describe('readableNames', () => {
  it.each([
    ['xn--mnchen-3ya.de', 'münchen.de'],
    ['Shop on xn--bcher-kva.example', 'Shop on bücher.example'],
    ['www.XN--BCHER-KVA.example:8443', 'www.bücher.example:8443'],
    ['xn--e1afmkfd.xn--p1ai', 'пример.рф'],
    ['xn--r8jz45g.jp', '例え.jp'],
    ['xn--fsqu00a.xn--0zwm56d', '例子.测试'],
    ['xn--strae-oqa.de', 'straße.de'],
    ['example.com', 'example.com'],
    ['', ''],
  ])('reads %s as %s', (text, readable) => {
    expect(readableNames(text)).toBe(readable);
  });

  it.each([
    ['of a name that looks like apple.com', 'xn--80ak6aa92e.com'],
    ['of Cyrillic letters among Latin ones', 'xn--pple-43d.com'],
    ['that is no Punycode', 'xn--999999999.com'],
    ['without letters', 'xn--n3h.net'],
    ['in the middle of a word', 'axn--mnchen-3ya.de'],
    ['with nothing behind it', 'xn--.de'],
  ])('keeps a label %s', (_, text) => {
    expect(readableNames(text)).toBe(text);
  });

  it('shows no character that moves others', () => {
    // A right-to-left override among letters.
    expect(readableNames('xn--abc-6q0a.de')).toBe('xn--abc-6q0a.de');
  });
});

it.each(['', '-', 'a', 'zzzzzzzzzzzzzzzz', 'a'.repeat(64), 'ä', '99999999'])(
  'decodes %j or refuses it, and never throws',
  (text) => {
    expect(() => decodePunycode(text)).not.toThrow();
  },
);
