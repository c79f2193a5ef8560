import type { Model } from 'mongoose';
import type { Lease } from '@app/domain';
import { driverCollection } from '../common/driver-collection.ts';
import { isDuplicateKey } from '../common/duplicate-key.ts';
import { isFree } from '../common/lease.ts';
import type { StoredFormatDocument } from './model.ts';

const ID = 'format';
/** Longer than anybody holds it at a time: one that ends later was made by a clock that was ahead. */
const LONGEST_LEASE_MS = 300_000;

export interface StoredFormatStore {
  /** What is stored; null where nobody has said. */
  read(): Promise<Pick<StoredFormatDocument, 'version' | 'writtenBy'> | null>;
  /** Takes the right to bring data into a newer form; false while somebody else has it, and once they are in it. */
  claim(now: Date, lease: Lease, version: number): Promise<boolean>;
  renew(lease: Lease): Promise<void>;
  release(token: string): Promise<void>;
  /** Says what is stored now; a newer version stays. Ends the right of whoever had it. */
  write(format: { version: number; writtenBy: string; at: Date }): Promise<void>;
}

export const createStoredFormatStore = (
  formats: Model<StoredFormatDocument>,
): StoredFormatStore => ({
  async read() {
    const document = await formats.findOne({ _id: ID }).lean();
    return document && document.version > 0 ? document : null;
  },

  async claim(now, lease, version) {
    const { matchedCount } = await formats.updateOne(
      { _id: ID, version: { $lt: version }, ...isFree('lease', now, LONGEST_LEASE_MS) },
      { $set: { lease } },
    );
    if (matchedCount === 1) return true;
    try {
      // Version 0 stands for data of the time before anybody said what they are.
      await driverCollection(formats).insertOne({
        ...{ _id: ID, version: 0, writtenBy: '', at: now, lease },
      });
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return false;
    }
  },

  async renew(lease) {
    await formats.updateOne({ _id: ID, 'lease.token': lease.token }, { $set: { lease } });
  },

  async release(token) {
    await formats.updateOne({ _id: ID, 'lease.token': token }, { $set: { lease: null } });
  },

  async write({ version, writtenBy, at }) {
    await formats.updateOne(
      { _id: ID, version: { $lt: version } },
      { $set: { version, writtenBy, at, lease: null } },
    );
    try {
      await driverCollection(formats).insertOne({ _id: ID, version, writtenBy, at });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  },
});
