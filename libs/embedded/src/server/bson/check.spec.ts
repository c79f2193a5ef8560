import { Decimal128, serialize, Timestamp, type Document } from 'bson';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedValue } from '../../testing/arbitraries.ts';
import { rawDocument } from '../../testing/raw.ts';
import { checkStorable, checkStructure } from './check.ts';
import { documentFrom } from './raw-value.ts';

describe('the check of incoming BSON', () => {
  it('accepts what the driver writes', () => {
    fc.assert(
      fc.property(storedValue, (value) => {
        checkStorable(rawDocument({ value }));
      }),
    );
  });

  it('accepts or refuses damaged bytes, and never fails in another way', () => {
    const damage = fc.tuple(storedValue, fc.nat(), fc.nat(255));
    fc.assert(
      fc.property(damage, ([value, position, byte]) => {
        const bytes = Buffer.from(serialize({ value }));
        bytes[position % bytes.length] = byte;
        try {
          checkStructure(documentFrom(bytes));
        } catch (error) {
          expect(error).toMatchObject({ name: 'ServerError', code: 22 });
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('refuses every type whose length is cut off', () => {
    for (let type = 1; type <= 0xff; type += 1) {
      const bytes = Buffer.from([8, 0, 0, 0, type, 0x61, 0, 0]);
      try {
        checkStructure(documentFrom(bytes));
      } catch (error) {
        expect(error).toMatchObject({ name: 'ServerError', code: 22 });
      }
    }
  });

  it.each<[string, Document]>([
    ['a decimal', { value: Decimal128.fromString('1.5') }],
    ['a timestamp', { value: new Timestamp({ t: 1, i: 1 }) }],
    ['a regular expression', { list: [{ value: /x/ }] }],
  ])('does not store %s', (_, document) => {
    expect(() => {
      checkStorable(rawDocument(document));
    }).toThrow(expect.objectContaining({ code: 2 }));
  });

  it('does not store documents nested too deeply', () => {
    let document: Document = {};
    for (let depth = 0; depth < 200; depth += 1) document = { inner: document };
    expect(() => {
      checkStorable(rawDocument(document));
    }).toThrow(expect.objectContaining({ code: 15 }));
  });
});
