import { newRegistration } from '@app/domain';
import type { Model } from 'mongoose';
import { isDuplicateKey } from '../common/duplicate-key.ts';
import { changedAt } from '../common/updated-at.ts';
import { toKept } from './failure-mapping.ts';
import type { RegistrationDocument } from './model.ts';

/**
 * Sees to it that a domain has a time at which it is looked up, in one write to its document: the one that
 * has no time gets it, the one that has keeps its own, and the one that is missing is stored. Starts again
 * when the document changed from one kind to another meanwhile.
 */
export async function watchRegistration(
  registrations: Model<RegistrationDocument>,
  { domain, dueAt, now }: { domain: string; dueAt: Date; now: Date },
): Promise<void> {
  for (;;) {
    const { matchedCount } = await registrations.updateOne(
      { _id: domain, dueAt: null },
      { $set: { dueAt }, ...changedAt(now), $inc: { version: 1 } },
    );
    if (matchedCount === 1) return;
    try {
      await registrations.updateOne(
        { _id: domain, dueAt: { $ne: null } },
        {
          ...changedAt(now),
          $inc: { version: 1 },
          $setOnInsert: {
            dueAt,
            createdAt: now,
            ...NEW,
            registration: toKept(newRegistration(domain)),
          },
        },
        { upsert: true },
      );
      return;
    } catch (error) {
      // It is there, but was let go or stored by another process in between.
      if (!isDuplicateKey(error)) throw error;
    }
  }
}

const NEW = {
  lease: null,
  refreshedAt: null,
  changes: [],
  warning: null,
  troubleAlertId: null,
  intents: [],
} satisfies Partial<RegistrationDocument>;
