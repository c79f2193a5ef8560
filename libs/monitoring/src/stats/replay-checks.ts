import { notFound, type TargetRecord } from '@app/domain';
import {
  compareAlerts,
  type PastAlert,
  Replay,
  type Replayed,
  type ReplayQuery,
} from '@app/domain/replay';
import type { Context } from '../context.ts';
import { checksWithin } from '../history/checks-within.ts';
import type { Ports } from '../ports/index.ts';

type ReplayPorts = Pick<Ports, 'targets' | 'results' | 'alerts' | 'now'>;

const DAY_MS = 86_400_000;
const REPLAYED_MS = 30 * DAY_MS;
/** Checks before that are judged as well, so that what began there is known. */
const LEAD_MS = DAY_MS;
/** Alerts of slowness that are compared; nobody reads more. */
const MOST_SLOW = 100;

/**
 * The alerts of the last 30 days beside those that other thresholds would have led to: stored checks are judged once more by
 * the decisions that judge them live, piece by piece. Throws not-found.
 */
export async function replayChecks(
  { ports }: Context<ReplayPorts>,
  { targetId, thresholds: changes }: ReplayQuery,
): Promise<Replayed> {
  const target = await ports.targets.get(targetId);
  if (!target) throw notFound('target');
  const to = ports.now();
  const from = new Date(to.getTime() - REPLAYED_MS);
  const start = new Date(from.getTime() - LEAD_MS);
  const replays = replaysOf(target, { ...target.thresholds, ...changes }, start);
  let count = 0;
  for await (const checks of checksWithin(ports, target, { from: start, to })) {
    for (const check of checks) {
      if (check.slot >= from) count++;
      for (const replay of replays) replay.add(check);
    }
  }
  const [certain, possible] = replays.map((replay) =>
    replay.alerts().filter(({ outages }) => {
      const end = outages.at(-1)?.endedAt ?? null;
      return end === null || end >= from;
    }),
  );
  const items = compareAlerts(await pastAlerts(ports, targetId, { from, to }), {
    certain: certain ?? [],
    possible: possible ?? [],
  });
  return { from, to, checks: count, items };
}

/** What is sure, and what may be besides. */
const replaysOf = (
  { thresholds: present, intervalSeconds, request, pauses = [], pausedAt }: TargetRecord,
  thresholds: TargetRecord['thresholds'],
  start: Date,
): Replay[] =>
  (['good', 'failed'] as const).map(
    (unseen) =>
      new Replay(
        {
          ...{ thresholds, present, intervalSeconds, unseen, timeoutMs: request.timeoutMs },
          pauses: [...pauses, ...(pausedAt ? [{ from: pausedAt, to: null }] : [])].filter(
            (pause) => pause.to === null || pause.to >= start,
          ),
        },
        start,
      ),
  );

/** The alerts that there were within some time. */
async function pastAlerts(
  { alerts }: Pick<Ports, 'alerts'>,
  targetId: string,
  range: { from: Date; to: Date },
): Promise<PastAlert[]> {
  const [down, slow] = await Promise.all([
    alerts.outages(targetId, range),
    alerts.list({ subjects: [targetId], kind: 'slow', limit: MOST_SLOW }),
  ]);
  const isWithin = ({ endedAt }: { endedAt: Date | null }): boolean =>
    endedAt === null || endedAt >= range.from;
  return [...down, ...slow.items.filter(isWithin)].flatMap((alert): PastAlert[] => {
    const { id, kind, since, endedAt } = alert;
    return kind === 'down' || kind === 'slow' ? [{ kind, alertId: id, since, endedAt }] : [];
  });
}
