import type { PartitionClaim } from '@app/jobs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type HolderParts, PartitionHolder } from './holder.ts';

const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const claim = (partition: number): PartitionClaim => ({
  partition,
  job: { id: String(partition), retryCount: 0 },
});

/** A pool of free partitions, each answer of which takes a moment. */
function pool(size: number) {
  const free = Array.from({ length: size }, (_, i) => claim(i));
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const claims: HolderParts['claims'] & { lost: Set<number> } = {
    lost: new Set(),
    ensure: async () => undefined,
    take: async (limit) => {
      const taken = free.splice(0, Math.max(0, limit));
      await wait(100);
      return taken;
    },
    keep: async (asked) => {
      await wait(50);
      return asked.filter(({ partition }) => !claims.lost.has(partition));
    },
    giveBack: async (given) => {
      await wait(50);
      free.push(...given);
    },
  };
  return { free, claims };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('keeps every partition it takes, also when it is keeping others alive at that moment', async () => {
  const { claims } = pool(4);
  let share = 2;
  const holder = new PartitionHolder({ claims, share: () => share, log });
  for (let i = 0; i < 200; i++) {
    await vi.advanceTimersByTimeAsync(97);
    share = i % 3 === 0 ? 1 : 4;
  }
  share = 4;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(holder.partitions.sort()).toEqual([0, 1, 2, 3]);
});

it('takes and gives back so that it holds its share', async () => {
  const { free, claims } = pool(8);
  let share = 8;
  const holder = new PartitionHolder({ claims, share: () => share, log });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(holder.partitions).toHaveLength(8);
  share = 3;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(holder.partitions).toHaveLength(3);
  expect(free).toHaveLength(5);
});

it('drops partitions that were lost to another worker', async () => {
  const { claims } = pool(2);
  const holder = new PartitionHolder({ claims, share: () => 2, log });
  await vi.advanceTimersByTimeAsync(2_000);
  claims.lost.add(1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(holder.partitions).toEqual([0]);
});

it('gives everything back when it stops', async () => {
  const { free, claims } = pool(3);
  const holder = new PartitionHolder({ claims, share: () => 3, log });
  await vi.advanceTimersByTimeAsync(2_000);
  const stopping = holder.stop();
  await vi.advanceTimersByTimeAsync(2_000);
  await stopping;
  expect(holder.partitions).toEqual([]);
  expect(free).toHaveLength(3);
});
