import { describe, expect, it } from 'vitest';
import { otherRegions } from './regions.ts';

const now = new Date('2026-01-01T12:00:00Z');
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1_000);
const away = { since: now, cause: 'gateway', family: null, gateway: null } as const;

describe('otherRegions', () => {
  it('names each other region once, by name', () => {
    const beats = [
      { at: now, region: 'hel' },
      { at: now, region: 'fra' },
      { at: ago(5), region: 'hel' },
      { at: now, region: 'ash' },
      { at: now },
    ];
    expect(otherRegions(beats, 'fra', now)).toEqual(['ash', 'hel']);
    expect(otherRegions(beats, null, now)).toEqual([]);
  });

  it.each([
    ['heard of two minutes ago', { at: ago(120) }, ['hel']],
    ['silent for longer', { at: ago(121) }, []],
    ['from a clock that is ahead', { at: ago(-3_600) }, []],
    ['that is offline', { at: now, offline: [away] }, []],
  ])('judges one %s', (_, beat, expected) => {
    expect(otherRegions([{ region: 'hel', ...beat }], 'fra', now)).toEqual(expected);
  });
});
