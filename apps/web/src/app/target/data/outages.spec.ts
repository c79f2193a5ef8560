import { describe, expect, it } from 'vitest';
import { anAlert, minutesAgo } from '../../../testing/samples';
import { outagesOf } from './outages';

const since = minutesAgo(60);
const end = minutesAgo(20);

describe('outagesOf', () => {
  it.each([
    ['an open alert lasts', {}, null],
    ['a recovered one has ended', { state: 'resolved', resolvedAt: end, resolution: 'recovered' }, end],
    [
      'an acknowledged one lasts until its condition ends',
      { state: 'resolved', resolvedAt: end, resolution: 'acknowledged' },
      null,
    ],
    [
      'an acknowledged one that has ended',
      { state: 'resolved', resolvedAt: minutesAgo(40), resolution: 'acknowledged', endedAt: end },
      end,
    ],
  ] as const)('%s', (_, change, to) => {
    expect(outagesOf([anAlert({ since, ...change })])).toEqual([{ from: since, to }]);
  });

  it('counts outages only', () => {
    expect(outagesOf([anAlert({ kind: 'persistent' }), anAlert({ kind: 'slow' })])).toEqual([]);
  });
});
