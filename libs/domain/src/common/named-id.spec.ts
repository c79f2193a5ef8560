import { describe, expect, it } from 'vitest';
import { namedId } from './named-id.ts';
import { Id } from './schema.ts';

describe('namedId', () => {
  it('is an id, the same for the same parts', () => {
    expect(Id.safeParse(namedId('certificate', 7)).success).toBe(true);
    expect(namedId('certificate', 7)).toBe(namedId('certificate', 7));
  });

  it('keeps parts apart', () => {
    expect(namedId('ab', 'c')).not.toBe(namedId('a', 'bc'));
    expect(namedId('7')).not.toBe(namedId(7));
  });

  it('makes different ids of names that differ little', () => {
    const ids = Array.from({ length: 100_000 }, (_, i) => namedId('target', i, 'expired'));
    expect(new Set(ids).size).toBe(ids.length);
    // Each third alone is 32 bits: about one collision, not hundreds.
    for (const from of [0, 8, 16]) {
      const parts = new Set(ids.map((id) => id.slice(from, from + 8)));
      expect(parts.size).toBeGreaterThan(ids.length - 15);
    }
  });
});
