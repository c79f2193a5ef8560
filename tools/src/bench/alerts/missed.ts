/** When a target was out, in milliseconds. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

export const isOut = (outage: Outage | undefined, at: number): boolean =>
  outage !== undefined && outage.from <= at && at < outage.to;

/** Failed checks that make an alert. */
const FAILURES_TO_DOWN = 2;

/** Outages that nobody was alerted of. */
export interface Missed {
  /** As many checks failed as make an alert, and none came: it was lost. */
  readonly lost: readonly string[];
  /** They were over before so many checks came: these were late, as on a machine that is too busy. */
  readonly unseen: readonly string[];
}

/**
 * Tells alerts that were lost from outages that the monitor could not see.
 *
 * @param alerted ids of targets that have an alert
 * @param askedAt when the site of a target was asked, in milliseconds: the truth, whatever was recorded of it
 */
export function missedOf(
  outages: ReadonlyMap<string, Outage>,
  alerted: ReadonlySet<string>,
  askedAt: (id: string) => readonly number[],
): Missed {
  const missed = [...outages].filter(([id]) => !alerted.has(id));
  const isSeen = ([id, outage]: [string, Outage]): boolean =>
    askedAt(id).filter((at) => isOut(outage, at)).length >= FAILURES_TO_DOWN;
  const idsOf = (those: readonly [string, Outage][]): string[] => those.map(([id]) => id);
  return {
    lost: idsOf(missed.filter(isSeen)),
    unseen: idsOf(missed.filter((one) => !isSeen(one))),
  };
}
