/** A site that comes back and fails again this soon flaps; it is steady once it has been up or down for as long. */
const STEADY_MS = 30 * 60_000;

/** Outages of one alert whose ids are remembered. */
const MAX_OUTAGES = 100;

/** What is known of a site that goes up and down: one alert stands for all of it, until it is steady. */
export interface Flapping {
  /** When it was first seen to flap. */
  since: Date;
  /** How often it went down or came back since then. */
  changes: number;
  isUp: boolean;
  /** When it last went down or came back. */
  changedAt: Date;
}

interface Before {
  kind: string;
  ending: string | null;
  endedAt: Date | null;
}

/** Kinds of alert that a site can be in and out of. */
const isFlappingKind = (kind: string): boolean => kind === 'down' || kind === 'slow';

/**
 * Whether a new outage begins so soon after the end of the one before that the site flaps. Only what ended by itself counts.
 *
 * @param before the alert of the same kind before it
 */
export const flapsAgain = (before: Before | null, at: Date): boolean =>
  before !== null &&
  isFlappingKind(before.kind) &&
  before.ending === 'recovered' &&
  before.endedAt !== null &&
  at.getTime() - before.endedAt.getTime() < STEADY_MS;

/** A site that is down for the second time. */
export const startedFlapping = (at: Date): Flapping => ({
  since: at,
  changes: 1,
  isUp: false,
  changedAt: at,
});

/** After it went down or came back once more. */
export const flappedOn = (flapping: Flapping, isUp: boolean, at: Date): Flapping => ({
  ...flapping,
  changes: flapping.changes + 1,
  isUp,
  changedAt: at,
});

/** When it counts as steady, unless it changes before. */
export const steadyAt = ({ changedAt }: Flapping): Date =>
  new Date(changedAt.getTime() + STEADY_MS);

/** The alert ids of the outages that one alert stands for, with one more. */
export const withOutage = (ids: readonly string[], id: string): string[] =>
  [...ids.filter((known) => known !== id), id].slice(-MAX_OUTAGES);
