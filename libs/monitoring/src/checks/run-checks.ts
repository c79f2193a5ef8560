import type { ProbeResult } from '@app/domain';
import { applyIntents } from '../alerts/apply-intents.ts';
import type { Change, CheckedTarget, ClaimedTarget, Ports } from '../ports.ts';
import { archiveChecks } from './archive-checks.ts';
import { judgeCheck, type FinishedCheck } from './judge-check.ts';
import { slotToJudge } from './schedule-after.ts';

export type RunChecksPorts = Pick<
  Ports,
  | 'targets'
  | 'results'
  | 'alerts'
  | 'deliveries'
  | 'channels'
  | 'queue'
  | 'bell'
  | 'log'
  | 'now'
  | 'newId'
  | 'probeHttp'
>;

/** Probes one claimed target. A fault of the probe itself is ours: the check is `inconclusive`. */
export async function probeClaimed(
  ports: Pick<Ports, 'probeHttp' | 'now' | 'log'>,
  claimed: ClaimedTarget,
  signal: AbortSignal,
): Promise<FinishedCheck> {
  const { target } = claimed;
  const startedAt = ports.now();
  const slot = slotToJudge(target, claimed.slot, startedAt);
  const result = await ports
    .probeHttp(
      {
        url: target.url,
        request: target.request,
        expect: target.expect,
        slowMs: target.thresholds.slowMs,
      },
      { signal },
    )
    .catch((error: unknown): ProbeResult => {
      if (signal.aborted) throw error;
      ports.log.error({ targetId: target.id, err: error }, 'the probe itself failed');
      return INTERNAL_FAULT;
    });
  return { claimed, slot, startedAt, endedAt: ports.now(), result };
}

const INTERNAL_FAULT: ProbeResult = {
  outcome: 'inconclusive',
  statusCode: null,
  latencyMs: null,
  phases: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, transferMs: null },
  address: null,
  attempts: 0,
  failure: {
    class: 'internal',
    code: null,
    message: 'The monitor could not run this check. Its log has the details.',
  },
};

/** The write of each check: one that is recorded again (its answer was lost) must carry the same ids. */
const writes = new WeakMap<FinishedCheck, CheckedTarget>();

function writeOf(ports: RunChecksPorts, one: FinishedCheck): CheckedTarget {
  const write = writes.get(one) ?? judgeCheck(ports, one);
  writes.set(one, write);
  return write;
}

/**
 * Records finished checks in one batch of atomic writes, then carries out what follows from them. A check
 * whose lease was lost (the target was edited, paused or taken over) is dropped. Rejects when the batch
 * could not be written; it may then be called again with the same checks.
 */
export async function recordChecks(
  ports: RunChecksPorts,
  finished: readonly FinishedCheck[],
): Promise<void> {
  const judged = finished.map((one) => ({ one, write: writeOf(ports, one) }));
  const recorded = await ports.targets.record(judged.map(({ write }) => write));
  const kept = judged.filter(({ one }) => recorded.has(one.claimed.target.id));
  await ringFor(ports, kept);
  for (const check of kept) {
    // The document carries what has to follow, so the reconciler takes up what fails here.
    await followUp(ports, check).catch((error: unknown) => {
      ports.log.warn(
        { targetId: check.one.claimed.target.id, err: error },
        'a follow-up must wait',
      );
    });
  }
}

async function followUp(
  ports: RunChecksPorts,
  { one, write }: { one: FinishedCheck; write: CheckedTarget },
): Promise<void> {
  const { target, recentCount } = one.claimed;
  if (write.change.schedule?.urgent) {
    await ports.queue.ringUrgent(target.id, write.change.schedule.urgent.slot);
  }
  if (write.change.intents?.length) {
    const intents = [...target.intents, ...write.change.intents];
    await applyIntents(ports, { ...target, intents });
  }
  if (write.change.check) await archiveChecks(ports, target.id, recentCount + 1);
}

async function ringFor(
  ports: RunChecksPorts,
  kept: readonly { one: FinishedCheck }[],
): Promise<void> {
  const changes = kept.flatMap(({ one }): Change[] => [
    { type: 'target', id: one.claimed.target.id },
    { type: 'result', id: one.claimed.target.id },
  ]);
  if (changes.length > 0) await ports.bell.ring(changes);
}
