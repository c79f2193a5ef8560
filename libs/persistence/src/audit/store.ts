import { createHash } from 'node:crypto';
import { type AuditFacts, type AuditLink, linkAfter } from '@app/domain/audit';
import type { AuditStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import * as z from 'zod';
import { driverCollection } from '../common/driver-collection.ts';
import { isDuplicateKey, isDuplicateOf } from '../common/duplicate-key.ts';
import { readCursor, toPage } from '../common/lists.ts';
import { removeSome } from '../common/remove-some.ts';
import type { AuditCallDocument, AuditDocument } from './model.ts';

interface AuditModels {
  audit: Model<AuditDocument>;
  auditCalls: Model<AuditCallDocument>;
}

/** SHA-256 in hexadecimal digits: what the entries of the audit log are chained by. */
export const auditHash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Each race has a winner, so this is as often as others can be faster in a row. */
const MAX_TRIES = 200;

const CursorNumber = z.tuple([z.int().positive()]);

/**
 * One chain for all processes. Whoever adds an entry reads the last one and inserts the next number: the unique id is the
 * compare-and-set, so that a crash leaves either no entry or a whole one.
 */
export const createAuditStore = ({ audit, auditCalls }: AuditModels): AuditStore => {
  // Entries of one process wait for each other, and race with those of other processes only.
  let queue: Promise<unknown> = Promise.resolve();

  const addNext = async (facts: AuditFacts): Promise<void> => {
    for (let i = 0; i < MAX_TRIES; i++) {
      const last = await audit.findOne({}, { hash: 1 }).sort({ _id: -1 }).lean();
      const head = last && { number: last._id, hash: last.hash };
      try {
        await driverCollection(audit).insertOne(toDocument(linkAfter(head, facts, auditHash)));
        return;
      } catch (error) {
        if (isDuplicateOf(error, 'callId')) return;
        if (!isDuplicateKey(error)) throw error;
      }
    }
    throw new Error('The end of the audit log changed too often.');
  };

  return {
    async begin({ callId, ...call }) {
      await driverCollection(auditCalls).insertOne({ _id: callId, ...call });
    },

    async forget(callId) {
      await auditCalls.deleteOne({ _id: callId });
    },

    async append(facts) {
      const added = queue.then(() => addNext(facts));
      queue = added.catch(() => undefined);
      await added;
      await auditCalls.deleteOne({ _id: facts.callId });
    },

    async unfinished(before, limit) {
      const documents = await auditCalls
        .find({ at: { $lt: before } })
        .sort({ at: 1 })
        .limit(limit)
        .lean();
      return documents.map(({ _id, ...call }) => ({ callId: _id, ...call }));
    },

    async list({ cursor, limit }) {
      const below = cursor === undefined ? null : readCursor(cursor, CursorNumber)[0];
      const documents = await audit
        .find(below === null ? {} : { _id: { $lt: below } })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean();
      return toPage(documents, limit, { map: toLink, placeOf: ({ _id }) => [_id] });
    },

    async range(after, limit) {
      const documents = await audit
        .find({ _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(limit)
        .lean();
      return documents.map(toLink);
    },

    removeThrough: (number, limit) =>
      removeSome(driverCollection(audit), { _id: { $lte: number } }, { sort: { _id: 1 }, limit }),
  };
};

const toDocument = ({ number, ...link }: AuditLink): AuditDocument => ({ _id: number, ...link });

const toLink = ({ _id, ...link }: AuditDocument): AuditLink => ({ number: _id, ...link });
