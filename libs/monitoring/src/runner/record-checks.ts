import {
  type Change,
  type CheckedTarget,
  type ClaimedTarget,
  type FailureFact,
  type FinishedCheck,
  hasSealed,
  isWorthArchiving,
  judgeCheck,
  maxPlausibleTime,
  networkSign,
  type NetworkSign,
  type ProbeResult,
  slotToJudge,
  urgentOf,
} from '@app/domain';
import type { ProbeContext } from '@app/domain/check-kinds';
import type { Context } from '../context.ts';
import type { AlertPorts } from '../outbox/apply-alert-entry.ts';
import { applyOutbox } from '../outbox/apply-outbox.ts';
import type { Ports } from '../ports/index.ts';
import type { Queue } from '../ports/queue.ts';
import type { TargetStore } from '../ports/targets.ts';
import { judgeDeniedName } from './changed-name.ts';
import { probeOrFault } from './probe-or-fault.ts';
import { probeStatus } from './probe-status.ts';

export interface ProbeClaimedPorts extends Pick<
  Ports,
  'statusProbes' | 'now' | 'log' | 'judgeUrl'
> {
  targets: Pick<TargetStore, 'get'>;
}

/** Probes one claimed target. A fault of the probe itself is ours: the check is `inconclusive`. */
export async function probeClaimed(
  ports: ProbeClaimedPorts,
  claimed: ClaimedTarget,
  options: ProbeContext,
): Promise<FinishedCheck> {
  const { target } = claimed;
  const startedAt = ports.now();
  const slot = slotToJudge(target, claimed.slot, startedAt);
  // Without its secrets the request would be another one, whose answer says nothing of the site.
  const probed = hasSealed(target.request)
    ? LOCKED
    : await probeOrFault(
        () => probeStatus(ports.statusProbes, target, options),
        faultOf({ is: 'check-broken' }),
        { signal: options.signal, log: ports.log, about: { targetId: target.id } },
      );
  const endedAt = ports.now();
  const result = await judgeDeniedName(ports, claimed, probed);
  return { claimed, slot, startedAt, endedAt, result };
}

/** What such a check says of the network of this machine. */
export function signOfCheck({
  claimed: { target },
  result: { address, failure },
  startedAt,
  endedAt,
}: FinishedCheck): NetworkSign | null {
  const { url, state } = target;
  const wasGood = state.status === 'up' || state.status === 'degraded';
  const isKnownDown = state.outage !== null;
  return networkSign({ url, address, failure, wasGood, isKnownDown, startedAt, endedAt });
}

const faultOf = (fact: FailureFact): ProbeResult => ({
  outcome: 'inconclusive',
  statusCode: null,
  latencyMs: null,
  phases: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, transferMs: null },
  address: null,
  attempts: 0,
  failure: { class: 'internal', code: null, fact },
});

const LOCKED = faultOf({ is: 'secrets-locked' });

export interface RecordChecksPorts extends Pick<Ports, 'changes' | 'log' | 'now' | 'newId'> {
  targets: Pick<TargetStore, 'record' | 'release'>;
  queue: Pick<Queue, 'enqueueChecks'>;
}

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
  { ports }: Context<RecordChecksPorts>,
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
  { targets }: Pick<RecordChecksPorts, 'targets'>,
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

async function tell(ports: RecordChecksPorts, kept: Judged): Promise<void> {
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
 * Carries out the outbox entries of checked targets, as they were stored. Never rejects: what
 * fails is left to the reconciler, and keeps nothing of another target waiting.
 */
export async function applyOutboxes(
  { ports }: Context<AlertPorts>,
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
  await Promise.all(
    targets.map((target) =>
      applyOutbox(ports, target).catch((error: unknown) => {
        leave(error, { targetId: target.id });
      }),
    ),
  );
}
