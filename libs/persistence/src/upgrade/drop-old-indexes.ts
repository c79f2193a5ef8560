import { mongo } from 'mongoose';
import type { Models } from '../models.ts';

/** Indexes of alerts of the version before, by target; the first would refuse alerts of other subjects. */
const OLD_ALERT_INDEXES = ['targetId_1_kind_1', 'targetId_1_state_1_openedAt_-1__id_-1'];

const INDEX_NOT_FOUND = 27;

/** Drops indexes that the version before relied on. */
export async function dropOldIndexes({ alerts }: Pick<Models, 'alerts'>): Promise<void> {
  const indexes = await alerts.collection.indexes();
  for (const { name } of indexes) {
    if (name && OLD_ALERT_INDEXES.includes(name)) await drop(alerts, name);
  }
}

async function drop({ collection }: Models['alerts'], name: string): Promise<void> {
  try {
    await collection.dropIndex(name);
  } catch (error) {
    // Another process that starts at the same time dropped it first.
    if (!(error instanceof mongo.MongoServerError) || error.code !== INDEX_NOT_FOUND) throw error;
  }
}
