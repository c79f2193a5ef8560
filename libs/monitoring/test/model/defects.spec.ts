import type * as domain from '@app/domain';
import type * as alerting from '@app/domain/alerting';
import type * as lanes from '@app/domain/lanes';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { brokenPorts, DEFECTS, isBroken, present, withoutAlert } from './defects.ts';
import { play } from './play.ts';
import { type Schedule, schedules } from './schedule.ts';

const MOST_RUNS = 400;

vi.mock('@app/domain', async (original) => {
  const real = await original<typeof domain>();
  const newDeliveries: typeof real.newDeliveries = (deps, plan) => {
    const made = real.newDeliveries(deps, plan);
    const isWrong = isBroken('the key of a message names the target, not the alert');
    return isWrong ? made.map((one) => withoutAlert(one, plan.alert)) : made;
  };
  return { ...real, newDeliveries };
});

vi.mock('@app/domain/lanes', async (original) => {
  const real = await original<typeof lanes>();
  const isUnaware = (): boolean => isBroken('a fallback tells a beginning that is over');
  const isOver: typeof real.isOver = (alert) => !isUnaware() && real.isOver(alert);
  const nextMessages: typeof real.nextMessages = (work) => {
    const standing = new Set(
      work.due.flatMap((one) =>
        one.fallbackOf !== undefined && one.event === 'opened' ? one.alertId : [],
      ),
    );
    const alerts = new Map(
      [...work.alerts].map(([id, alert]) => [
        id,
        {
          ...alert,
          ...(standing.has(id) && isUnaware() ? { endedAt: null } : {}),
          ...(isBroken('word of a later outage overtakes that of the one before')
            ? { subject: id }
            : {}),
        },
      ]),
    );
    return real.nextMessages({ ...work, alerts });
  };
  return { ...real, isOver, nextMessages };
});

vi.mock('@app/domain/alerting', async (original) => {
  const real = await original<typeof alerting>();
  const plannedMessages: typeof real.plannedMessages = (alert, news, facts) => {
    const { audience } = facts;
    if (news.event === 'resolved') {
      if (isBroken('a silence holds back the end, too') && audience.silence) return [];
      if (isBroken('the end goes to whoever would be told now')) {
        return audience.receivers.map((receiver) => ({ ...news, receiver }));
      }
    }
    return real.plannedMessages(alert, news, facts);
  };
  return { ...real, plannedMessages };
});

/** The first life in which something goes wrong; null where nothing does. */
async function firstViolation(schedulesToPlay: readonly Schedule[]): Promise<string | null> {
  for (const schedule of schedulesToPlay) {
    const [violation] = await play(schedule, brokenPorts);
    if (violation !== undefined) return violation;
  }
  return null;
}

it.each(DEFECTS)('notices where %s', { timeout: 3_600_000 }, async (defect) => {
  present.defect = defect;
  // Where all channels are told anyway, nobody misses what a tag asks for.
  const hasDefaultChannel = defect === 'policies of tags are not heard';
  const lives = fc.sample(schedules, { numRuns: MOST_RUNS, seed: 1 });
  try {
    const found = await firstViolation(
      lives.map(({ setup, steps }) => ({ setup: { ...setup, hasDefaultChannel }, steps })),
    );
    expect(found).not.toBeNull();
  } finally {
    present.defect = null;
  }
});
