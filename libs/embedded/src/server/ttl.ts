import { BsonType, RawValue } from './bson/raw-value.ts';
import { Pace } from './pace.ts';
import { extend } from './execution/bounds.ts';
import { boundsOf } from './execution/bounds.ts';
import { scan } from './execution/scan.ts';
import type { Collection, Index } from './storage/collection.ts';
import type { Catalogue } from './storage/catalogue.ts';
import type { Database } from './storage/database.ts';
import type { Condition } from './query/condition.ts';

/**
 * Removes the documents whose time is over. Only dates count; of several dates in an array the
 * earliest decides. Returns how many documents were removed.
 */
export async function removeExpired(
  database: Database,
  catalogue: Catalogue,
  now: number,
): Promise<number> {
  let removed = 0;
  for (const collection of catalogue.all()) {
    for (const index of [...collection.indexes]) {
      if (index.expireAfterSeconds === undefined) continue;
      const cutoff = now - index.expireAfterSeconds * 1000;
      removed += await removeUntil(database, collection, index, cutoff);
    }
  }
  return removed;
}

async function removeUntil(
  database: Database,
  collection: Collection,
  index: Index,
  cutoff: number,
): Promise<number> {
  const [field] = index.fields;
  if (field === undefined) return 0;
  const condition: Condition = {
    kind: 'compare',
    path: field.path,
    operator: '$lte',
    value: dateValue(cutoff),
  };
  const bounds = boundsOf([condition], true);
  const intervals = bounds === undefined ? [] : extend(Buffer.alloc(0), bounds, field.direction);
  const plan = {
    index,
    intervals,
    arePoints: false,
    isReverse: false,
    isSorted: true,
    isExact: false,
  };
  const pace = new Pace(Infinity);
  let removed = 0;
  for (const row of scan({ database, collection, plan, condition, expected: Infinity })) {
    if (row !== undefined) {
      database.write(() => {
        collection.remove(row.id, row.document);
      });
      removed += 1;
    } else if (pace.isOver) await pace.breathe();
  }
  return removed;
}

function dateValue(milliseconds: number): RawValue {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64LE(BigInt(milliseconds));
  return new RawValue(BsonType.date, bytes, 0, 8);
}
