import type { HttpProbeContext, ProbeResult } from '@app/domain';
import { applyOutbox } from '../alerts/apply-outbox.ts';
import type { AlertPorts } from '../alerts/apply-alert-entry.ts';
import type { CheckedTarget, ClaimedTarget, Ports } from '../ports.ts';
import type { Change } from '../queue-ports.ts';
import { isWorthArchiving } from './archive-checks.ts';
import { judgeDeniedName } from './changed-name.ts';
import { maxPlausibleTime } from './max-plausible-time.ts';
import { judgeCheck, type FinishedCheck } from './judge-check.ts';
import { slotToJudge, urgentOf } from './schedule-after.ts';

export type RunChecksPorts = AlertPorts & Pick<Ports, 'probeHttp'>;

/** Probes one claimed target. A fault of the probe itself is ours: the check is `inconclusive`. */
export async function probeClaimed(
  ports: Pick<Ports, 'probeHttp' | 'now' | 'log' | 'targets' | 'judgeUrl'>,
  claimed: ClaimedTarget,
  options: HttpProbeContext,
): Promise<FinishedCheck> {
  const { target } = claimed;
  const startedAt = ports.now();
  const slot = slotToJudge(target, claimed.slot, startedAt);
  const probed = await ports
    .probeHttp(
      {
        url: target.url,
        request: target.request,
        expect: target.expect,
        slowMs: target.thresholds.slowMs,
      },
      options,
    )
    .catch((error: unknown): ProbeResult => {
      if (options.signal?.aborted) throw error;
      ports.log.error({ targetId: target.id, err: error }, 'the probe itself failed');
      return INTERNAL_FAULT;
    });
  const endedAt = ports.now();
  const result = await judgeDeniedName(ports, claimed, probed);
  return { claimed, slot, startedAt, endedAt, result };
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

/** What a batch of recorded checks leaves to be done, by ids of targets. */
export interface Recorded {
  /** They carry so many checks that the older ones should be archived. */
  crowded: string[];
  /** They carry intents. */
  withIntents: string[];
}

/**
 * Records finished checks in one batch of atomic writes. A check
 * whose lease was lost (the target was edited, paused or taken over) is dropped, and so is one that the clock
 * was set back in: it would put the next slots into the future. Rejects only when the
 * batch may not have been recorded, and then it is safe to call again with the same checks. Answers what is left to
 * do, which the reconciler does when nobody else has.
 */
export async function recordChecks(
  ports: RunChecksPorts,
  finished: readonly FinishedCheck[],
): Promise<Recorded> {
  const latest = maxPlausibleTime(ports.now());
  const credible = finished.filter(({ slot, startedAt }) => slot <= latest && startedAt <= latest);
  await releaseIncredible(ports, finished, credible);
  const judged = credible.map((one) => ({ one, write: judgeCheck(ports, one) }));
  const recorded = await ports.targets.record(judged.map(({ write }) => write));
  const kept = judged.filter(({ write }) => recorded.has(write.id));
  await tell(ports, kept).catch((error: unknown) => {
    ports.log.warn({ err: error }, 'that there are results was left to the reconciler');
  });
  const idsOf = (chosen: Judged): string[] => chosen.map(({ write }) => write.id);
  return {
    crowded: idsOf(
      kept.filter(
        ({ one, write }) => write.change.check && isWorthArchiving(one.claimed.recentCount + 1),
      ),
    ),
    withIntents: idsOf(kept.filter(({ write }) => write.change.intents?.length)),
  };
}

/** The lease of a check that is dropped was made by the same clock: it would last for as long as that was ahead. */
async function releaseIncredible(
  { targets }: Pick<Ports, 'targets'>,
  finished: readonly FinishedCheck[],
  credible: readonly FinishedCheck[],
): Promise<void> {
  if (credible.length === finished.length) return;
  const dropped = finished.filter((one) => !credible.includes(one));
  await targets.release(
    dropped.map(({ claimed: { target, lease } }) => ({ id: target.id, token: lease.token })),
  );
}

type Judged = readonly { one: FinishedCheck; write: CheckedTarget }[];

async function tell(ports: RunChecksPorts, kept: Judged): Promise<void> {
  await ports.changes.publish(
    kept.flatMap(({ write: { id } }): Change[] => [
      { type: 'target', id },
      { type: 'result', id },
    ]),
  );
  await ports.queue.enqueueChecks(
    kept.flatMap(({ write: { id, change } }) =>
      change.schedule ? urgentOf({ id, schedule: change.schedule }) : [],
    ),
  );
}

/**
 * Does what follows from the results of targets: carries out their intents, as they were stored. Never rejects: what
 * fails is left to the reconciler, and keeps nothing of another target waiting.
 */
export async function followUpChecks(
  ports: AlertPorts,
  targetIds: readonly string[],
): Promise<void> {
  const leave = (error: unknown, fields = {}): void => {
    const message = 'what follows from results was left to the reconciler';
    ports.log.warn({ ...fields, err: error }, message);
  };
  const targets = await ports.targets.getMany(targetIds).catch((error: unknown) => {
    leave(error);
    return [];
  });
  for (const target of targets) {
    await applyOutbox(ports, target).catch((error: unknown) => {
      leave(error, { targetId: target.id });
    });
  }
}
