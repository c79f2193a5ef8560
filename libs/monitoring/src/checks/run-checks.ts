import type { ProbeResult } from '@app/domain';
import { applyIntents } from '../alerts/apply-intents.ts';
import type { Change, ClaimedTarget, Ports } from '../ports.ts';
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

/**
 * Records finished checks in one batch of atomic writes, then carries out what follows from them. A check
 * whose lease was lost (the target was edited, paused or taken over) is dropped.
 */
export async function recordChecks(
  ports: RunChecksPorts,
  finished: readonly FinishedCheck[],
): Promise<void> {
  const judged = finished.map((one) => ({ one, write: judgeCheck(ports, one) }));
  const recorded = await ports.targets.record(judged.map(({ write }) => write));
  const kept = judged.filter(({ one }) => recorded.has(one.claimed.target.id));
  await ringFor(ports, kept);
  for (const { one, write } of kept) {
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
