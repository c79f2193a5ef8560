import { expect, it } from 'vitest';
import { MemoryTargets } from '../testing/memory-targets.ts';
import { targetRecord } from '../testing/records.ts';
import { history } from './read-checks.ts';

const now = new Date('2026-01-02T12:00:00Z');
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1_000);

it('tells what was missed, up to now and without anybody having noticed', async () => {
  const target = targetRecord({
    state: { ...targetRecord().state, status: 'up', statusSince: ago(9_000) },
    schedule: { ...targetRecord().schedule, silentAt: ago(600) },
    gaps: [{ from: ago(4_000), to: ago(3_000) }],
  });
  const targets = new MemoryTargets();
  await targets.store.insert(target);
  const results = { range: () => Promise.resolve([]) };
  const ports = { targets: targets.store, results, now: () => now };
  const asked = { targetId: target.id, from: ago(3_600), to: ago(-60) };
  const { gaps } = await history(ports as never, asked);
  expect(gaps).toEqual([
    { from: ago(3_600), to: ago(3_000) },
    { from: ago(600), to: now },
  ]);
});
