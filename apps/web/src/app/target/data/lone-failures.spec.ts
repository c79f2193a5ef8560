import { expect, it } from 'vitest';
import { aPoint, aStretch } from '../../../testing/story-samples';
import { loneFailures } from './lone-failures';

const at = (minutes: number): Date => new Date(Date.UTC(2026, 2, 3, 12, minutes));

it('are failed checks that no outage explains', () => {
  const points = [0, 5, 10, 15, 20].map((minutes) =>
    aPoint({ at: at(minutes), failed: minutes === 5 ? 0 : 1 }),
  );
  const stretches = [
    aStretch({ kind: 'down', from: at(12), to: at(16) }),
    aStretch({ kind: 'paused', from: at(0), to: at(2) }),
  ];
  expect(loneFailures(points, stretches).map((point) => point.at)).toEqual([at(0), at(20)]);
});

it('are none of a day that is not over, in which an outage began', () => {
  const today = aPoint({ at: at(0), checks: 100, failed: 19 });
  expect(loneFailures([today], [aStretch({ kind: 'down', from: at(30), to: at(50) })])).toEqual([]);
});
