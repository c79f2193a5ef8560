import { describe, expect, it } from 'vitest';
import { GuessingDecoder } from './guessing-decoder.ts';

function inPieces(bytes: Buffer, cut: number): string {
  const decoder = new GuessingDecoder();
  return [bytes.subarray(0, cut), bytes.subarray(cut)]
    .map((piece) => decoder.decode(piece, { stream: true }))
    .concat(decoder.decode())
    .join('');
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('GuessingDecoder', () => {
  it.each([
    ['utf-8', Buffer.from('aé€\u{1f600}z'), 'aé€\u{1f600}z'],
    ['latin-1', latin1('grüße aus Köln'), 'grüße aus Köln'],
    ['windows-1252', latin1('\x8010 \x93a\x94'), '€10 “a”'],
    ['both in one', Buffer.concat([Buffer.from('Köln'), latin1(' Köln\xff')]), 'Köln Kölnÿ'],
    ['a character that is cut off', latin1('a\xe2\x82'), 'aâ‚'],
    ['what looks like one', latin1('\xe2\x82z\xf0\x9f'), 'â‚zðŸ'],
    ['surrogates and long forms', latin1('\xed\xa0\x80\xc0\x80\xf5'), 'í\u00a0€À€õ'],
  ])('reads %s, wherever it is cut', (_what, bytes, text) => {
    for (let cut = 0; cut <= bytes.length; cut++) expect(inPieces(bytes, cut)).toBe(text);
  });
});
