import type { ReplayedAlert } from './replay.ts';
import type { ReplayedItem } from './schema.ts';

/** An alert that there was. */
export type PastAlert = NonNullable<ReplayedItem['was']> & Pick<ReplayedItem, 'kind'>;

interface Lasting {
  since: Date;
  endedAt: Date | null;
}

const overlap = (a: Lasting, b: Lasting): boolean =>
  (a.endedAt === null || a.endedAt >= b.since) && (b.endedAt === null || b.endedAt >= a.since);

/** Returns the alerts that there were beside those that there would be, newest first. */
export function compareAlerts(
  past: readonly PastAlert[],
  /** What is sure, and what may be besides. */
  { certain, possible }: { certain: readonly ReplayedAlert[]; possible: readonly ReplayedAlert[] },
): ReplayedItem[] {
  const left = [...past];
  const sure = certain.map(lastingOf);
  const items = possible.map((alert): ReplayedItem => {
    const would = lastingOf(alert);
    const isSame = (one: Lasting & Pick<ReplayedItem, 'kind'>): boolean =>
      one.kind === alert.kind && overlap(one, would);
    const at = left.findIndex(isSame);
    const [found] = at === -1 ? [] : left.splice(at, 1);
    const { kind, ...rest } = would;
    return {
      kind,
      was: found ? wasOf(found) : null,
      would: { ...rest, isCertain: sure.some(isSame) },
    };
  });
  const gone = left.map((one): ReplayedItem => ({ kind: one.kind, was: wasOf(one), would: null }));
  return [...items, ...gone].sort((a, b) => sinceOf(b) - sinceOf(a));
}

const wasOf = ({ alertId, since, endedAt }: PastAlert): NonNullable<ReplayedItem['was']> => ({
  ...{ alertId, since, endedAt },
});

function lastingOf({ kind, outages }: ReplayedAlert) {
  const [first, last] = [outages[0], outages.at(-1)];
  return {
    kind,
    since: first?.since ?? new Date(0),
    openedAt: first?.openedAt ?? new Date(0),
    endedAt: last?.endedAt ?? null,
    outages: outages.length,
  };
}

const sinceOf = ({ was, would }: ReplayedItem): number => +(would ?? was ?? { since: 0 }).since;
