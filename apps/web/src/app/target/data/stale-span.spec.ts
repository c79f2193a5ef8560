import { signal } from '@angular/core';
import type { LiveEvent } from '@app/domain';
import { expect, it } from 'vitest';
import { aCheck, anAlert, aTarget, idOf } from '../../../testing/samples';
import type { Span } from './span';
import { staleSpan } from './stale-span';

const result: LiveEvent = { type: 'result', targetId: idOf(1), check: aCheck() };
const alert: LiveEvent = { type: 'alert', alert: anAlert({ targetId: idOf(1) }) };
const target = (status: 'up' | 'down'): LiveEvent => ({
  type: 'target',
  target: aTarget({ id: idOf(1), status }),
});

function watch(span: Span) {
  let now = Date.parse('2026-03-03T12:00:00Z');
  const isStale = staleSpan(signal(idOf(1)), signal(span), () => now);
  return {
    hear: isStale,
    wait: (seconds: number) => {
      now += seconds * 1_000;
    },
  };
}

it('is outdated by each check while the time is short, and now and then while it is long', () => {
  const hour = watch({ range: '1h' });
  hour.wait(20);
  expect(hour.hear(result)).toBe(true);
  const month = watch({ range: '30d' });
  month.wait(20);
  expect(month.hear(result)).toBe(false);
  month.wait(600);
  expect(month.hear(result)).toBe(true);
  expect(month.hear(result)).toBe(false);
});

it('is outdated at once by an alert, and by another status', () => {
  const year = watch({ range: '1y' });
  expect(year.hear(alert)).toBe(true);
  expect(year.hear({ ...alert, alert: anAlert({ targetId: idOf(9) }) })).toBe(false);
  expect(year.hear(target('up'))).toBe(false);
  expect(year.hear(target('up'))).toBe(false);
  expect(year.hear(target('down'))).toBe(true);
});

it('is not outdated where it is long over', () => {
  const from = new Date('2026-03-01T00:00:00Z');
  const past = watch({ from, to: new Date('2026-03-02T00:00:00Z') });
  past.wait(3_600);
  expect(past.hear(result)).toBe(false);
  expect(past.hear(alert)).toBe(false);
});
