import type { ClaimedTarget, FinishedCheck } from '@app/monitoring';
import { expect, it, vi } from 'vitest';
import { runUrgentCheck, type UrgentParts } from './urgent.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const never = new AbortController().signal;

/** Runs the job of an urgent check of a target that is held by another check, or is free. */
async function runJob(isHeld: boolean) {
  const claimed = { target: { id: 'id' }, lease: { token: 't', until: NOW } } as ClaimedTarget;
  const parts = {
    ports: {
      now: () => NOW,
      newId: () => 't',
      targets: {
        get: vi.fn(async () => ({ schedule: { urgent: { slot: NOW, origin: 'manual' } } })),
        claimUrgent: vi.fn(async () => (isHeld ? null : claimed)),
        release: vi.fn(async () => undefined),
      },
    },
    runner: { run: vi.fn(async () => ({ claimed }) as FinishedCheck) },
    recorder: { add: vi.fn(async () => undefined) },
    keeper: { hold: vi.fn(), ended: vi.fn(), letGo: vi.fn() },
  };
  await runUrgentCheck(parts as unknown as UrgentParts, 'id', never);
  return parts;
}

it('runs an urgent check until it is recorded, and keeps the target meanwhile', async () => {
  const { runner, recorder, keeper } = await runJob(false);
  expect(runner.run).toHaveBeenCalledOnce();
  expect(recorder.add).toHaveBeenCalledOnce();
  expect(keeper.hold).toHaveBeenCalledOnce();
  expect(keeper.letGo).toHaveBeenCalledOnce();
});

it('is done when another check holds the target, for that one answers it', async () => {
  const { runner } = await runJob(true);
  expect(runner.run).not.toHaveBeenCalled();
});
