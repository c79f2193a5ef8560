import { nextSlot } from '@app/domain';

/** The part of a turn in which checks are due. */
export const WORK_MS = 10_000;
/** The rest of it: what was begun is finished and stored, then the bare loop has its turn. */
const REST_MS = 6_000;
/** From the beginning of one turn to that of the next. */
export const TURN_MS = WORK_MS + REST_MS;

/**
 * Loads that are compared take turns, again and again, so that each is measured a few seconds after the other and
 * never while it runs: what a machine does for others then changes both alike.
 */
export interface Rotation {
  /** When the first turn begins. */
  readonly origin: Date;
  /** Number of loads. */
  readonly loads: number;
}

/**
 * Seconds between two checks of a target that is checked every so many seconds of work, to the nearest turn.
 */
export const intervalOf = (workSeconds: number, { loads }: Pick<Rotation, 'loads'>): number =>
  (Math.max(1, Math.round((workSeconds * 1_000) / WORK_MS)) * loads * TURN_MS) / 1_000;

/** Whether all slots of a target lie in the turns of one load, counted from 0. */
export function isInTurn(
  { id, intervalSeconds }: { id: string; intervalSeconds: number },
  load: number,
  { origin, loads }: Rotation,
): boolean {
  const slot = nextSlot(id, intervalSeconds, origin).getTime() - origin.getTime();
  const at = (slot % (loads * TURN_MS)) - load * TURN_MS;
  return at > 0 && at < WORK_MS;
}

/** When a turn of a load begins; rounds and loads are counted from 0. */
export const beginOfTurn = (round: number, load: number, { origin, loads }: Rotation): Date =>
  new Date(origin.getTime() + (round * loads + load) * TURN_MS);

/** The same rotation by whole rounds later, so that it does not begin before an instant: slots keep their turns. */
export function notBefore(earliest: Date, { origin, loads }: Rotation): Rotation {
  const lateMs = Math.max(0, earliest.getTime() - origin.getTime());
  return {
    origin: beginOfTurn(Math.ceil(lateMs / (loads * TURN_MS)), 0, { origin, loads }),
    loads,
  };
}
