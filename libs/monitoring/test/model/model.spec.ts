import fc from 'fast-check';
import { expect, it } from 'vitest';
import { play } from './play.ts';
import { describeSchedule, schedules } from './schedule.ts';

/** `npm run test:model` plays many more. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 500);
const SEED = Number(process.env['MODEL_SEED'] ?? 1);

it(
  `tells everybody everything, in order and once, in ${RUNS} random lives`,
  { timeout: 3_600_000 },
  async () => {
    const property = fc.asyncProperty(schedules, async (schedule) => {
      const violations = await play(schedule);
      if (violations.length === 0) return;
      expect.fail(`${violations.join('\n')}\n${describeSchedule(schedule)}`);
    });
    await fc.assert(property, { numRuns: RUNS, seed: SEED });
  },
);
