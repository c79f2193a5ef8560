import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { pauseTarget } from '../targets/pause-target.ts';
import { day, RegistrationDays } from '../testing/registration-days.ts';

const HOUR_MS = 3_600_000;

describe('500 targets on 50 domains', () => {
  it('need at most 50 lookups in 24 hours, whatever happens to the targets', async () => {
    const days = new RegistrationDays();
    const ids: string[] = [];
    for (let i = 0; i < 500; i++) {
      days.now = new Date(Number(day(0)) + i * 60_000);
      ids.push(await days.add({ url: `https://www${i}.d${i % 50}.test/` }));
      await days.work(days.now);
    }
    for (let minute = 500; minute < 7 * 1_440; minute += 20) {
      const at = new Date(Number(day(0)) + minute * 60_000);
      if (minute % 300 === 0) {
        days.now = at;
        await pauseTarget(systemContext(days.ports), ids[(minute / 20) % 500]!);
      }
      await days.work(at);
    }
    const counts = days.lookups.map(
      ({ at }) =>
        days.lookups.filter((one) => one.at >= at && Number(one.at) - Number(at) < 24 * HOUR_MS)
          .length,
    );
    expect(Math.max(...counts)).toBe(50);
    for (const domain of new Set(days.lookups.map((one) => one.domain))) {
      const times = days.lookups.filter((one) => one.domain === domain).map(({ at }) => Number(at));
      const gaps = times.slice(1).map((time, i) => (time - times[i]!) / HOUR_MS);
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(24);
      expect(Math.max(...gaps)).toBeLessThanOrEqual(26.5);
    }
  });
});
