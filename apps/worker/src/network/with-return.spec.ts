import type { FinishedCheck, Offline } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { withReturn } from './with-return.ts';

const offline: Offline = { since: new Date(), cause: 'gateway', family: null, gateway: null };
const seen = { slot: new Date() } as FinishedCheck;
const unseen: FinishedCheck = { ...seen, offline };

describe('withReturn', () => {
  it('has a check made again that ends when the network is back', () => {
    expect(withReturn({ isAway: () => false }, unseen).isSeenAgain).toBe(true);
  });

  it('leaves everything else to the return itself, and to its slots', () => {
    expect(withReturn({ isAway: () => true }, unseen)).toBe(unseen);
    expect(withReturn({ isAway: () => false }, seen)).toBe(seen);
  });
});
