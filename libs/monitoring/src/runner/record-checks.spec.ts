import type { CheckedTarget, FinishedCheck, HeldTarget, ProbeResult } from '@app/domain';
import { expect, it } from 'vitest';
import { targetRecord } from '@app/domain/testing';
import { systemContext } from '../context.ts';
import { recordChecks } from './record-checks.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000);

const OK: ProbeResult = {
  outcome: 'ok',
  statusCode: 200,
  latencyMs: 10,
  phases: { dnsMs: null, connectMs: 1, tlsMs: null, firstByteMs: 8, transferMs: 1 },
  address: '127.0.0.1',
  attempts: 1,
  failure: null,
};

const finished = (slot: Date, startedAt: Date): FinishedCheck => {
  const target = targetRecord();
  const lease = { token: 't', until: after(60) };
  const claimed = { target, recentCount: 0, hour: null, slot, origin: 'scheduled' as const, lease };
  return { claimed, slot, startedAt, endedAt: NOW, result: OK };
};

const quiet = (): void => undefined;

/** How many of some checks are written at noon, and of how many the lease is given back without a result. */
async function fateOf(checks: readonly FinishedCheck[]) {
  const written: CheckedTarget[] = [];
  const released: HeldTarget[] = [];
  const ports = {
    now: () => NOW,
    newId: () => 'id',
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    targets: {
      record: async (checked: readonly CheckedTarget[]) => {
        written.push(...checked);
        return new Set<string>();
      },
      release: async (held: readonly HeldTarget[]) => void released.push(...held),
    },
    changes: { publish: async () => undefined },
    queue: { enqueueChecks: async () => undefined },
  };
  await recordChecks(systemContext(ports), checks);
  return { written: written.length, released: released.length };
}

it.each([
  ['of now', after(-1), after(-1), 1],
  ['of a worker whose clock is a little ahead', after(25), after(25), 1],
  ['of a slot that has moved an hour away, because the clock was set back', after(3_600), NOW, 0],
  ['that began before the clock was set back', after(3_600), after(3_600), 0],
])('a check %s is recorded or not', async (_name, slot, startedAt, written) => {
  expect(await fateOf([finished(slot, startedAt)])).toEqual({ written, released: 1 - written });
});
