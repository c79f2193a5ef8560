import * as z from 'zod';
import { RecordChange } from '../records/schema.ts';
import { SeenDelegation } from './delegation.ts';
import { isRenewal } from './judge.ts';
import { RegistrationOutcome } from './schema.ts';
import type { Registration } from './state.ts';

/** Something about a registration that is different from before: an event of its history. */
export const RegistrationChange = z.discriminatedUnion('kind', [
  /** `renewed` when the date moved out by 30 days or more. */
  z.object({ kind: z.enum(['renewed', 'date']), from: z.date(), to: z.date() }),
  z.object({ kind: z.literal('registrar'), from: z.string(), to: z.string() }),
  z.object({
    kind: z.enum(['statuses', 'name-servers']),
    added: z.array(z.string()),
    removed: z.array(z.string()),
  }),
  /** The zone above holds a delegation no more, or again. */
  z.object({ kind: z.literal('delegation'), from: SeenDelegation, to: SeenDelegation }),
  z.object({ kind: z.literal('standing'), from: RegistrationOutcome, to: RegistrationOutcome }),
  RecordChange,
]);
export type RegistrationChange = z.infer<typeof RegistrationChange>;

function listChange(
  kind: 'statuses' | 'name-servers',
  before: readonly string[],
  after: readonly string[],
): RegistrationChange[] {
  const added = after.filter((item) => !before.includes(item));
  const removed = before.filter((item) => !after.includes(item));
  return added.length + removed.length > 0 ? [{ kind, added, removed }] : [];
}

/**
 * The changes of a domain between two states. What is learned for the first time is no change, and neither is the
 * order of a list or a failed lookup.
 */
export function registrationChanges(
  before: Registration,
  after: Registration,
): RegistrationChange[] {
  if (!before.answeredAt) return [];
  const changes: RegistrationChange[] = [];
  const { expiresAt: from, registrar } = before;
  const { expiresAt: to } = after;
  if (from && to && from.getTime() !== to.getTime() && before.source !== 'manual') {
    changes.push({ kind: isRenewal(from, to) ? 'renewed' : 'date', from, to });
  }
  if (registrar && after.registrar && registrar !== after.registrar) {
    changes.push({ kind: 'registrar', from: registrar, to: after.registrar });
  }
  changes.push(...listChange('statuses', before.statuses, after.statuses));
  if (before.nameServers.length > 0) {
    changes.push(...listChange('name-servers', before.nameServers, after.nameServers));
  }
  const [wasLost, isLost] = [before, after].map(({ delegation }) => delegation?.lostAt != null);
  if (wasLost !== isLost) {
    const [from, to] = isLost ? (['alive', 'gone'] as const) : (['gone', 'alive'] as const);
    changes.push({ kind: 'delegation', from, to });
  }
  if (before.standing && after.standing && before.standing !== after.standing) {
    changes.push({ kind: 'standing', from: before.standing, to: after.standing });
  }
  return changes;
}
