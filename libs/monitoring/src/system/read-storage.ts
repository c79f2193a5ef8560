import { daysUntilFull, growthPerDay, type SystemStorage, withSize } from '@app/domain/storage';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

export type StoragePorts = Pick<Ports, 'disk' | 'housekeeping' | 'now'>;

/** What the document store takes, how it grows, and how long its disk lasts. */
export async function readStorage({ ports }: Context<StoragePorts>): Promise<SystemStorage> {
  const [used, collections, disk, memory] = await Promise.all([
    ports.disk.usedBytes(),
    ports.disk.collections(),
    ports.disk.room(),
    ports.housekeeping.memory(),
  ]);
  const bytes = used ?? collections.reduce((sum, one) => sum + one.bytes, 0);
  const growth = growthPerDay(withSize(memory?.sizes ?? [], { at: ports.now(), bytes }));
  return {
    collections: collections.toSorted((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1)),
    bytes,
    growthPerDay: growth,
    daysUntilFull: daysUntilFull(disk?.freeBytes ?? null, growth),
    disk,
  };
}
