import { AUDIT_PRUNED, type AuditLink } from '@app/domain/audit';
import type { AuditStore } from '../ports/audit.ts';
import type { Ports } from '../ports/index.ts';
import { pause } from '../timers.ts';

export interface KeepAuditPorts extends Pick<Ports, 'now' | 'newId'> {
  audit: Pick<AuditStore, 'unfinished' | 'append' | 'range' | 'removeThrough'>;
}

/** No call takes this long. */
const UNFINISHED_MS = 600_000;
/** Whoever made a call while the store was away tells its end within this time of its return. */
const LATE_MS = 30_000;
const AT_ONCE = 200;
/** Removals are told in the log itself: one a day is enough. */
const DAY_MS = 86_400_000;

const BY_HOUSEKEEPING = {
  actor: { kind: 'system', address: 'housekeeping' },
  requestId: 'housekeeping',
} as const;

/**
 * Adds entries for calls whose process died over them. The store may have been away until this moment: processes that live
 * get time to tell what they know. Answers how many.
 *
 * @param wait resolves after so many milliseconds
 */
export async function settleAudit(
  { audit, now }: KeepAuditPorts,
  wait: (ms: number) => Promise<unknown> = pause,
): Promise<number> {
  const before = new Date(now().getTime() - UNFINISHED_MS);
  if ((await audit.unfinished(before, 1)).length === 0) return 0;
  await wait(LATE_MS);
  const calls = await audit.unfinished(before, AT_ONCE);
  for (const call of calls) {
    await audit.append({ ...call, outcome: 'unknown', code: null, after: null });
  }
  return calls.length;
}

/**
 * Removes the oldest entries, after an entry that says up to which one, so that the rest of the chain can be verified.
 *
 * @param keptFrom entries before this instant are removed, a day at a time
 * @returns how many
 */
export async function pruneAudit(ports: KeepAuditPorts, keptFrom: Date): Promise<number> {
  const { audit } = ports;
  const oldest = await audit.range(0, AT_ONCE);
  // What a clock that was wrong has dated stays with what lies around it.
  const young = oldest.findIndex(({ at }) => at >= keptFrom);
  const old = young === -1 ? oldest.slice(0, -1) : oldest.slice(0, young);
  const [first, last] = [old[0], old.at(-1)];
  if (!first || !last || keptFrom.getTime() - first.at.getTime() < DAY_MS) return 0;
  await tellOfRemoval(ports, last);
  return await audit.removeThrough(last.number, AT_ONCE);
}

const tellOfRemoval = ({ audit, now, newId }: KeepAuditPorts, last: AuditLink): Promise<void> =>
  audit.append({
    ...BY_HOUSEKEEPING,
    callId: newId(),
    at: now(),
    action: AUDIT_PRUNED,
    subject: { kind: 'audit', id: null, name: null },
    outcome: 'done',
    code: null,
    before: null,
    after: JSON.stringify({ through: last.number, hash: last.hash }),
    cut: false,
  });
