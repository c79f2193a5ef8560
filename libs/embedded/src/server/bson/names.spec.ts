import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nameAt } from './names.ts';

function nameOf(bytes: Buffer): string {
  return nameAt(Buffer.concat([Buffer.from([1]), bytes, Buffer.from([0])]), 1, bytes.length + 1);
}

it('gives the text of a name, whatever names were seen before', () => {
  const name = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 3 }),
    fc.string({ size: 'max', maxLength: 80 }),
  );
  const names = fc.array(name, { maxLength: 300 });
  fc.assert(
    fc.property(names, (texts) => {
      for (const text of [...texts, ...texts]) {
        expect(nameOf(Buffer.from(text))).toBe(Buffer.from(text).toString());
      }
    }),
  );
});

it('never takes characters for the bytes of others', () => {
  // Enough pairs for some to share a place.
  for (let first = 0x20; first < 0x7f; first += 1) {
    for (let second = 0x80; second < 0x800; second += 0x20) {
      const bytes = Buffer.from(String.fromCharCode(first, second));
      nameOf(Buffer.from(bytes.toString('latin1')));
      expect(nameOf(bytes)).toBe(bytes.toString());
    }
  }
});
