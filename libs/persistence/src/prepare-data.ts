import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import { ensureIndexes } from './connect.ts';
import { modelsOf } from './models.ts';
import { createStoredFormatStore, type StoredFormatStore } from './stored-format/store.ts';
import { UnusableDataError } from './unusable-data-error.ts';

/**
 * Raised when stored data get a form that an older version cannot read. Processes of versions that read the same form may
 * run beside each other. 0 is what was stored before anybody said what it is. Since 1: as version 0.1.0 stores it.
 */
export const STORED_FORMAT = 1;

const LEASE_MS = 120_000;
const RENEW_MS = 20_000;
/** How often it is looked whether another process is done. */
const LOOK_MS = 500;

/** Collections of which every installation that was ever used has a document. */
const USED = ['targets', 'channels', 'alerts', 'settings', 'workers'] as const;

export interface PrepareOptions {
  /** Version of this program. */
  readonly writtenBy: string;
  /**
   * Called by one process before stored data are brought into a newer form; where it throws an `UnusableDataError` they stay
   * as they are.
   */
  readonly beforeUpgrade?: ((step: { from: number; to: number }) => Promise<void>) | undefined;
  readonly signal: AbortSignal;
}

const formatsOf = (connection: Connection): StoredFormatStore =>
  createStoredFormatStore(modelsOf(connection).storedFormat);

/** Throws an `UnusableDataError` where data were stored by a version whose form this one does not read. */
export async function refuseNewerData(connection: Connection): Promise<void> {
  const stored = await formatsOf(connection).read();
  if (!stored || stored.version <= STORED_FORMAT) return;
  throw new UnusableDataError(
    `The stored data have format ${stored.version}, written by mini-netumo ${stored.writtenBy}, and this version reads up to format ${STORED_FORMAT}. Start that version or a newer one, or restore a backup that was made before.`,
  );
}

/** Says that the data are as this version stores them: they were just brought into a database. */
export const noteFormat = async (connection: Connection, writtenBy = 'import'): Promise<void> => {
  await formatsOf(connection).write({ version: STORED_FORMAT, writtenBy, at: new Date() });
};

/**
 * Makes stored data ready for this version: brings them into its form where they are older, and makes the indexes. Safe to
 * repeat, also by several processes at once, of which one does the work and the others wait. Throws an `UnusableDataError`
 * for data that are newer, and for what `beforeUpgrade` refuses; nothing is changed then.
 */
export async function prepareData(connection: Connection, options: PrepareOptions): Promise<void> {
  const { writtenBy, signal } = options;
  const formats = formatsOf(connection);
  for (;;) {
    await refuseNewerData(connection);
    const from = (await formats.read())?.version ?? 0;
    if (from === STORED_FORMAT) break;
    if (from === 0 && !(await isUsed(connection))) {
      await formats.write({ version: STORED_FORMAT, writtenBy, at: new Date() });
      break;
    }
    if (await upgrade(connection, { ...options, formats, from })) return;
    await sleep(LOOK_MS, undefined, { signal });
  }
  await ensureIndexes(connection);
}

/** False where another process does it. */
async function upgrade(
  connection: Connection,
  {
    formats,
    from,
    writtenBy,
    beforeUpgrade,
  }: PrepareOptions & { formats: StoredFormatStore; from: number },
): Promise<boolean> {
  const token = randomUUID();
  const lease = () => ({ token, until: new Date(Date.now() + LEASE_MS) });
  if (!(await formats.claim(new Date(), lease(), STORED_FORMAT))) return false;
  const renewing = setInterval(() => void formats.renew(lease()).catch(() => undefined), RENEW_MS);
  try {
    await beforeUpgrade?.({ from, to: STORED_FORMAT });
    await ensureIndexes(connection);
    await formats.write({ version: STORED_FORMAT, writtenBy, at: new Date() });
    return true;
  } catch (error) {
    await formats.release(token).catch(() => undefined);
    throw error;
  } finally {
    clearInterval(renewing);
  }
}

async function isUsed(connection: Connection): Promise<boolean> {
  for (const name of USED) {
    if (await connection.collection(name).findOne({}, { projection: { _id: 1 } })) return true;
  }
  return false;
}
