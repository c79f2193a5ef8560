import { NO_PHASES } from '@app/domain';
import { type HourOfChecks, hourFromChecks } from '@app/domain/history';
import { expect, it } from 'vitest';
import { sumWindows, type Window } from './sum-windows.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const DAYS = 200;
const PER_HOUR = 180;

const hourAt = (start: number): HourOfChecks =>
  hourFromChecks(
    Array.from({ length: PER_HOUR }, (_, index) => ({
      at: new Date(start + index * 20_000),
      slot: new Date(start + index * 20_000),
      kind: 'http',
      origin: 'scheduled',
      confirmation: false,
      outcome: 'ok',
      statusCode: 200,
      latencyMs: 100,
      phases: NO_PHASES,
      address: null,
      attempts: 1,
      failure: null,
    })),
  );

it('shows no check to windows of other times, however many there are', async () => {
  let asked = 0;
  class Counting extends Date {
    override getTime(): number {
      asked++;
      return super.getTime();
    }
  }
  const windows = Array.from({ length: DAYS }, (_, day): Window => ({
    from: new Counting(day * DAY_MS),
    to: new Counting((day + 1) * DAY_MS),
    days: [],
  }));
  const results = {
    async *hours() {
      for (let hour = 0; hour < 24; hour++) yield hourAt((DAYS - 2) * DAY_MS + hour * HOUR_MS);
    },
  };
  const sources = {
    target: { id: 'a', recent: [] },
    facts: { watchedFrom: new Date(0), down: [], gaps: [], paused: [] },
    heldSince: new Date(0),
  };
  const summed = await sumWindows({ results } as never, sources, windows);
  const checks = summed.map(({ stats }) => stats.checks);
  expect(checks.at(-2)).toBe(24 * PER_HOUR);
  expect(checks.reduce((sum, count) => sum + count, 0)).toBe(24 * PER_HOUR);
  expect(asked).toBeLessThan((DAYS * 24 * PER_HOUR) / 10);
});
