import type { CheckSteps } from '@app/monitoring';
import type { ClaimedTarget, Schedule } from '@app/domain';
import { expect, it, vi } from 'vitest';
import { runUrgentCheck, type UrgentParts } from './urgent.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const CHECKS: CheckSteps<ClaimedTarget, unknown> = {
  probe: async () => null,
  signOf: () => null,
  unseen: (finished) => finished,
  record: async () => undefined,
};
const never = new AbortController().signal;

/** Runs the job of an urgent check of a target that is held by another check, or is free. */
function runJob(isHeld: boolean, over: { urgent?: Schedule['urgent']; region?: string } = {}) {
  const claimed = { target: { id: 'id' }, lease: { token: 't', until: NOW } } as ClaimedTarget;
  const schedule: Schedule = {
    urgent: over.urgent ?? { slot: NOW, origin: 'manual' },
    ...{ dueAt: null, lease: null, silentAt: null },
  };
  const stored = Promise.withResolvers<undefined>();
  const run = vi.fn(async () => ({ recorded: stored.promise }));
  const keeper = { hold: vi.fn(), letGo: vi.fn() };
  const parts: UrgentParts = {
    ports: {
      now: () => NOW,
      newId: () => 't',
      targets: {
        get: async () => ({ schedule }),
        claimUrgent: async () => (isHeld ? null : claimed),
        release: async () => undefined,
      },
    },
    runner: { run },
    checks: CHECKS,
    keeper,
    region: over.region ?? null,
  };
  const job = runUrgentCheck(parts, 'id', never);
  return { run, keeper, job, stored };
}

it('runs an urgent check until it is recorded, and keeps the target meanwhile', async () => {
  const { run, keeper, job, stored } = runJob(false);
  await vi.waitFor(() => expect(run).toHaveBeenCalledOnce());
  expect(keeper.hold).toHaveBeenCalledOnce();
  expect(keeper.letGo).not.toHaveBeenCalled();
  stored.resolve(undefined);
  await job;
  expect(keeper.letGo).toHaveBeenCalledOnce();
});

it('is done when another check holds the target, for that one answers it', async () => {
  const { run, job } = runJob(true);
  await job;
  expect(run).not.toHaveBeenCalled();
});

it.each([
  ['that of its own region', 'hel', 1],
  ['not that of another one', 'fra', 0],
])('makes a confirmation that is reserved: %s', async (_, region, runs) => {
  const until = new Date(NOW.getTime() + 10_000);
  const urgent = { slot: NOW, origin: 'confirmation', reserved: { region: 'hel', until } } as const;
  const { run, job, stored } = runJob(false, { urgent, region });
  stored.resolve(undefined);
  await job;
  expect(run).toHaveBeenCalledTimes(runs);
});

it('makes a confirmation that another region has not made in time', async () => {
  const urgent = {
    slot: NOW,
    origin: 'confirmation',
    reserved: { region: 'hel', until: NOW },
  } as const;
  const { run, job, stored } = runJob(false, { urgent, region: 'fra' });
  stored.resolve(undefined);
  await job;
  expect(run).toHaveBeenCalledOnce();
});
