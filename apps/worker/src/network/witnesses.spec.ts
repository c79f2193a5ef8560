import { describe, expect, it } from 'vitest';
import { Witnesses } from './witnesses.ts';

const addressOf = (index: number): string => `10.${index >> 8}.${index & 255}.1`;
const everywhere = (): boolean => true;

describe('Witnesses', () => {
  it('forgets those that were noted longest ago when there are too many', () => {
    const witnesses = new Witnesses();
    for (let index = 0; index < 512; index++) {
      witnesses.answered({ address: addressOf(index), port: 80 }, 1_000 + index);
    }
    witnesses.answered({ address: addressOf(0), port: 80 }, 2_000);
    witnesses.answered({ address: addressOf(600), port: 80 }, 2_001);
    const newestBut = (address: string) => witnesses.newestAnswer(address, 3_000)?.address;
    expect(newestBut(addressOf(600))).toBe(addressOf(0));
    witnesses.remove(addressOf(0));
    expect(newestBut(addressOf(600))).toBe(addressOf(511));
    // The second was the oldest when room was needed: noting it again begins anew.
    witnesses.failed({ address: addressOf(1), port: 80 }, 2_002);
    expect(witnesses.sample(2_010, everywhere)).toContainEqual({ address: addressOf(1), port: 80 });
    expect(witnesses.newestAnswer(null, 1_001)?.address).toBeUndefined();
  });
});
