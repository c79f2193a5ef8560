import { isGivenUp } from '@app/domain/lanes';
import type { LaneRecord } from '@app/domain/lanes';
import { type FallbackPorts, handToFallback } from './hand-to-fallback.ts';
import type { LanePorts } from './lane-ports.ts';

const BATCH = 500;
const LEASE_MS = 30_000;

export type GiveUpPorts = FallbackPorts & Pick<LanePorts, 'changes'>;

/**
 * Gives up what has waited for a day on a lane that is paused after a failure: a channel that gets one message at a time
 * would keep the rest waiting for ever. What a channel that is not known to fail has waiting is tried first. Safe to repeat.
 * Answers how many.
 */
export async function giveUpWaiting(
  ports: GiveUpPorts,
  { id: channelId, plans }: Pick<LaneRecord, 'id' | 'plans'>,
): Promise<number> {
  const at = ports.now();
  const due = await ports.deliveries.dueOnLane(channelId, at, BATCH);
  const old = due.filter((delivery) => isGivenUp(delivery, at));
  if (old.length === 0) return 0;
  const token = ports.newId();
  const until = new Date(at.getTime() + LEASE_MS);
  const held = new Set(
    await ports.deliveries.hold(
      old.map(({ id }) => id),
      at,
      { token, until },
    ),
  );
  const given = old.filter(({ id }) => held.has(id));
  const unanswered = new Set(
    plans.flatMap((plan) => (plan.unanswered > 0 ? plan.deliveryIds : [])),
  );
  // Before they are written down: it is the fallback that is left to tell of them, and takes each once.
  await handToFallback(
    ports,
    channelId,
    given.map((one) => (unanswered.has(one.id) ? { ...one, mayBeTaken: true as const } : one)),
  );
  for (const mayBeTaken of [true, false]) {
    const ids = given.flatMap(({ id }) => (unanswered.has(id) === mayBeTaken ? [id] : []));
    if (ids.length === 0) continue;
    await ports.deliveries.settle(ids, token, {
      ...{ attempt: { at, outcome: 'dead', fact: { is: 'no-turn' } }, state: 'dead' },
      nextAttemptAt: null,
      ...(mayBeTaken ? { mayBeTaken } : {}),
    });
  }
  const alertIds = [...new Set(given.map(({ alertId }) => alertId))];
  await ports.changes.publish(alertIds.map((id) => ({ type: 'alert', id })));
  return given.length;
}
