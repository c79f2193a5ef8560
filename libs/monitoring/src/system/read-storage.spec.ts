import type { StoreSize } from '@app/domain/storage';
import { expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { readStorage, type StoragePorts } from './read-storage.ts';

const NOW = new Date('2026-03-10T12:00:00Z');
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);

const portsWith = (
  sizes: StoreSize[] | undefined,
  room: Awaited<ReturnType<StoragePorts['disk']['room']>>,
) =>
  ({
    disk: {
      usedBytes: async () => 3_000,
      collections: async () => [
        { name: 'alerts', documents: 1, bytes: 10 },
        { name: 'history', documents: 9, bytes: 2_000 },
      ],
      room: async () => room,
    },
    housekeeping: { memory: async () => ({ at: NOW, ...(sizes && { sizes }) }) },
    now: () => NOW,
  }) as never;

it('says what the store takes, how it grows and how long its disk lasts', async () => {
  const room = { totalBytes: 100_000, freeBytes: 50_000 };
  const sizes = [{ at: daysAgo(2), bytes: 1_000 }];
  expect(await readStorage(systemContext<StoragePorts>(portsWith(sizes, room)))).toEqual({
    collections: [
      { name: 'history', documents: 9, bytes: 2_000 },
      { name: 'alerts', documents: 1, bytes: 10 },
    ],
    bytes: 3_000,
    growthPerDay: 1_000,
    daysUntilFull: 50,
    disk: room,
  });
});

it('does not guess what nobody knows', async () => {
  const young = systemContext<StoragePorts>(portsWith(undefined, null));
  expect(await readStorage(young)).toMatchObject({
    ...{ growthPerDay: null, daysUntilFull: null, disk: null },
  });
});
