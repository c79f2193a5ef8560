import { expirySeverity, expiryStep } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { type ExpiryTone, expiryTone } from './expiry-tone';

describe('expiryTone', () => {
  it.each<[number, number, ExpiryTone]>([
    [15, 14, 'up'],
    [14, 14, 'degraded'],
    [4, 14, 'degraded'],
    [3, 14, 'down'],
    [0, 14, 'down'],
    [2, 1, 'up'],
    [1, 1, 'down'],
    [1, 0, 'up'],
    [-3, 0, 'down'],
  ])('shows %i days of a threshold of %i as %s', (days, threshold, tone) => {
    expect(expiryTone(days, threshold)).toBe(tone);
  });

  it('is as bad as the domain says', () => {
    for (let days = 20; days >= -2; days -= 1) {
      const step = expiryStep(days, 14);
      const isBad = step !== null && expirySeverity(step) !== 'warning';
      const tone = step === null ? 'up' : isBad ? 'down' : 'degraded';
      expect(expiryTone(days, 14)).toBe(tone);
    }
  });
});
