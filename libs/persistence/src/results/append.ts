import { type Check } from '@app/domain';
import { hourFromChecks } from '@app/domain/history';
import type { CarriedChecks } from '@app/monitoring';
import { mongo, type Model } from 'mongoose';
import { driverCollection } from '../common/driver-collection.ts';
import { isDuplicateKey } from '../common/duplicate-key.ts';
import { HOUR_MS, hourId, hourNumber } from './ids.ts';
import type { HistoryDocument } from './model.ts';
import { toPart } from './parts.ts';

type Write = mongo.AnyBulkWriteOperation<HistoryDocument>;

/**
 * Adds checks to their hours, with one write for all of them and nothing read: what an hour holds already is left out
 * when it is read, and a part that comes again is not even stored.
 */
export async function appendChecks(
  history: Model<HistoryDocument>,
  carried: readonly CarriedChecks[],
): Promise<void> {
  const writes = carried.flatMap(writesOf);
  if (writes.length > 0) await write(history, writes);
}

function writesOf({ targetId, checks }: CarriedChecks): Write[] {
  const byHour = Map.groupBy(checks, ({ slot }) => hourNumber(slot));
  return [...byHour].map(([hour, ofHour]) => writeOf(targetId, hour, ofHour));
}

function writeOf(targetId: string, hour: number, checks: readonly Check[]): Write {
  const part = toPart(hourFromChecks(checks), new Date(hour * HOUR_MS));
  return {
    updateOne: {
      filter: { _id: hourId(targetId, hour) },
      update: { $addToSet: { c: part }, $setOnInsert: { h: hour } },
      upsert: true,
    },
  };
}

async function write(history: Model<HistoryDocument>, writes: readonly Write[]): Promise<void> {
  try {
    await driverCollection(history).bulkWrite([...writes], { ordered: false });
  } catch (error) {
    if (!isDuplicateKey(error) || !(error instanceof mongo.MongoBulkWriteError)) throw error;
    // Another process began the same hour at the same moment: now it is there.
    const refused = [error.writeErrors].flat().map(({ index }) => writes[index]);
    await write(
      history,
      refused.filter((one) => one !== undefined),
    );
  }
}
