import { describe, expect, it, vi } from 'vitest';
import { MAX_MARKS, normalise } from './normalise.ts';

const ACUTE = '\u0301';
const JOINER = '\u034f';

describe('normalise', () => {
  it.each([
    ['plain text', 'all well', 'all well'],
    ['a decomposed letter', `cafe${ACUTE}`, 'caf\u00e9'],
    ['marks in the wrong order', 'e\u0301\u0323', 'e\u0301\u0323'.normalize('NFC')],
    ['Hangul', '\u1112\u1161\u11ab', '\ud55c'],
    ['nothing', '', ''],
  ])('composes %s as the standard does', (_what, text, expected) => {
    expect(normalise(text)).toBe(expected);
  });

  it('folds compatibility characters when asked', () => {
    expect(normalise('\uff11\uff12', 'NFKC')).toBe('12');
    expect(normalise('\u00a0\u00b2', 'NFKC')).toBe(' 2');
  });

  it(`leaves ${MAX_MARKS} marks in a row as they are`, () => {
    const text = `x${ACUTE.repeat(MAX_MARKS)}y`;
    expect(normalise(text)).toBe(text.normalize('NFC'));
    expect(normalise(text)).not.toContain(JOINER);
  });

  it.each([
    ['marks', 'NFC', ACUTE],
    ['marks of alternating class', 'NFC', '\u0301\u0323'],
    ['marks beyond the basic plane', 'NFC', '\u{1d165}'],
    ['sound marks that become marks', 'NFKC', '\uff9e'],
  ] as const)('never hands a long run of %s to the engine', (_what, form, mark) => {
    const longest = vi.fn<(length: number) => void>();
    const native = String.prototype.normalize;
    vi.spyOn(String.prototype, 'normalize').mockImplementation(function (
      this: string,
      to?: string,
    ) {
      for (const run of this.match(/[\p{M}\uff9e]+/gu) ?? []) {
        for (const part of run.split(JOINER)) longest([...part].length);
      }
      return native.call(this, to);
    });
    try {
      normalise(`x${mark.repeat(100_000)}`, form);
    } finally {
      vi.restoreAllMocks();
    }
    const lengths = longest.mock.calls.map(([length]) => length);
    expect(Math.max(...lengths.slice(0, 10))).toBe(MAX_MARKS);
    expect(lengths.every((length) => length <= MAX_MARKS)).toBe(true);
  });
});
