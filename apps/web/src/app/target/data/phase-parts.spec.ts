import { NO_PHASES } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { phaseParts } from './phase-parts';

describe('phaseParts', () => {
  it('shares the whole among the phases that happened, in their order', () => {
    expect(phaseParts({ ...NO_PHASES, firstByteMs: 30, dnsMs: 10 })).toEqual([
      { name: 'dnsMs', ms: 10, percent: 25 },
      { name: 'firstByteMs', ms: 30, percent: 75 },
    ]);
  });

  it('does not divide by zero', () => {
    expect(
      phaseParts({ ...NO_PHASES, dnsMs: 0, connectMs: 0 }).map(({ percent }) => percent),
    ).toEqual([50, 50]);
  });

  it('is empty when nothing was sent', () => {
    expect(phaseParts(NO_PHASES)).toEqual([]);
  });
});
