import { describe, expect, it } from 'vitest';
import { anAlert, idOf, minutesAgo } from '../../../testing/samples';
import { oldestOutage, wrongNow } from './wrong-now';

describe('wrongNow', () => {
  it('shows a target that is down for long once', () => {
    const down = anAlert();
    const persistent = anAlert({ id: idOf(51), kind: 'persistent' });
    expect(wrongNow([down, persistent])).toEqual([down]);
  });

  it('shows the persistent alert when the first one is acknowledged', () => {
    const persistent = anAlert({ kind: 'persistent' });
    expect(wrongNow([persistent])).toEqual([persistent]);
  });

  it('puts outages before what waits for days, and keeps the order of equals', () => {
    const kinds = ['domain', 'down', 'certificate', 'persistent'] as const;
    const alerts = kinds.map((kind, i) => anAlert({ id: idOf(i), targetId: idOf(i), kind }));
    expect(wrongNow(alerts).map(({ kind }) => kind)).toEqual([
      'down',
      'persistent',
      'domain',
      'certificate',
    ]);
  });
});

describe('oldestOutage', () => {
  it('is the earliest start of what is down', () => {
    const early = minutesAgo(60);
    const alerts = [
      anAlert(),
      anAlert({ since: early }),
      anAlert({ kind: 'certificate', since: minutesAgo(900) }),
    ];
    expect(oldestOutage(alerts)).toEqual(early);
  });

  it('is null when nothing is down', () => {
    expect(oldestOutage([anAlert({ kind: 'slow' })])).toBeNull();
  });
});
