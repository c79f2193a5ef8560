import { IN_APP_LANE, laneOf } from '@app/domain';
import { channelOfLane, pauseOf } from '@app/domain/lanes';
import type { Log } from '../ports/log.ts';
import { type GiveUpPorts, giveUpWaiting } from './give-up-waiting.ts';
import { type HandOverTrouble, handOverSome } from './hand-over-late.ts';

/** A lane with something due for so long is run by nobody. */
const GRACE_MS = 5_000;

type ReconcilePorts = GiveUpPorts & { log: Log };

/**
 * Wakes lanes that have something to tell and that nobody runs, and has fallbacks take over from channels that could
 * not be told for a minute, whatever these asked for. What a channel that fails has left waiting for a day is given up.
 * Answers how many lanes and deliveries. Rejects once everything was tried, where some of it failed.
 */
export async function reconcileLanes(ports: ReconcilePorts, now: Date): Promise<number> {
  const trouble: HandOverTrouble = new Map();
  const steps = [
    () => handOverSome(ports, trouble),
    () => giveUpLate(ports, now),
    () => wakeLanes(ports, now),
  ];
  let done = 0;
  const errors: unknown[] = [];
  for (const step of steps) {
    try {
      done += await step();
    } catch (error) {
      errors.push(error);
    }
  }
  errors.push(...trouble.values());
  if (errors.length > 0) throw new AggregateError(errors, 'Lanes could not be looked after.');
  return done;
}

async function giveUpLate(ports: ReconcilePorts, now: Date): Promise<number> {
  let givenUp = 0;
  for (const lane of await ports.lanes.list()) {
    if (lane.failures > 0 && pauseOf(lane, now)) givenUp += await giveUpWaiting(ports, lane);
  }
  return givenUp;
}

async function wakeLanes(
  { channels, lanes, deliveries, queue }: ReconcilePorts,
  now: Date,
): Promise<number> {
  const known = await lanes.list();
  const quiet = new Set(known.flatMap((lane) => (pauseOf(lane, now) ? lane.id : [])));
  const ids = new Set([
    IN_APP_LANE,
    ...(await channels.list()).map(({ id }) => laneOf(id)),
    // Channels that were removed, too.
    ...known.map(({ id }) => id),
  ]);
  const awake = [...ids].filter((id) => !quiet.has(id)).map(channelOfLane);
  const due = await deliveries.lanesDue(awake, new Date(now.getTime() - GRACE_MS));
  if (due.length > 0) await queue.enqueueLanes(due.map(laneOf), null);
  return due.length;
}
