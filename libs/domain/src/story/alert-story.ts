import { conditionEnd, endingOf } from '../alert/ending.ts';
import type { AlertRecord } from '../alert/record.ts';
import type { Check } from '../check/schema.ts';
import type { DeliveryRecord } from '../delivery/record.ts';
import { viewFailure } from '../text/failure.ts';
import type { StoryEntry } from './schema.ts';

/** Checks that a story tells of: the first ones and the last ones before it opened. */
const FIRST_CHECKS = 3;
const LAST_CHECKS = 3;
/** Messages that a story tells of, all channels of a moment together. */
const FIRST_TOLD = 10;
const LAST_TOLD = 30;
/** Deliveries that are shown. */
const FIRST_SHOWN = 100;
const LAST_SHOWN = 200;

type Told = Extract<StoryEntry, { is: 'told' }>;

/** The first and the last ones of very many. */
const ends = <T>(all: readonly T[], first: number, last: number): T[] =>
  all.length <= first + last ? [...all] : [...all.slice(0, first), ...all.slice(-last)];

/** Deliveries of an alert that are shown, oldest first. */
export const shownDeliveries = (deliveries: readonly DeliveryRecord[]): DeliveryRecord[] =>
  ends(
    deliveries.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime()),
    FIRST_SHOWN,
    LAST_SHOWN,
  );

/** When checks may have led to an alert, and when the one was made that it ended with. */
export function evidenceTimes(
  alert: Pick<
    AlertRecord,
    'kind' | 'since' | 'openedAt' | 'endedAt' | 'ending' | 'resolution' | 'resolvedAt'
  >,
): { from: Date; to: Date }[] {
  if (alert.kind !== 'down' && alert.kind !== 'slow' && alert.kind !== 'persistent') return [];
  const around = (from: Date, to: Date) => ({
    // A check may begin a while after its slot.
    from: new Date(from.getTime() - SLOT_BEFORE_MS),
    to: new Date(to.getTime() + 1),
  });
  const end = conditionEnd(alert);
  return [
    around(alert.since, alert.openedAt),
    ...(end
      ? [around(new Date(Math.max(end.getTime() - SLOT_BEFORE_MS, alert.openedAt.getTime())), end)]
      : []),
  ];
}
const SLOT_BEFORE_MS = 10 * 60_000;

/** The checks among some that tell how an alert came about, and how it ended. */
export function evidenceOf(
  alert: Pick<
    AlertRecord,
    'since' | 'openedAt' | 'endedAt' | 'ending' | 'resolution' | 'resolvedAt'
  >,
  checks: readonly Check[],
): Check[] {
  const ordered = checks
    .filter(({ kind }) => kind === 'http')
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const before = ordered.filter(
    ({ at, outcome }) => outcome !== 'ok' && at >= alert.since && at <= alert.openedAt,
  );
  const end = conditionEnd(alert);
  const good = end
    ? ordered.findLast(
        ({ at, outcome }) =>
          (outcome === 'ok' || outcome === 'slow') && at <= end && at > alert.openedAt,
      )
    : undefined;
  return [...ends(before, FIRST_CHECKS, LAST_CHECKS), ...(good ? [good] : [])];
}

/**
 * Returns what happened to an alert, oldest first and never very much: the checks it came from, when it opened, who was told
 * what, who took it on and how it ended.
 *
 * @param deliveries all of the alert
 * @param checks see `evidenceOf`
 */
export function alertStory(
  alert: AlertRecord,
  deliveries: readonly DeliveryRecord[],
  checks: readonly Check[],
): StoryEntry[] {
  const told = toldEntries(deliveries);
  const shown = ends(told, FIRST_TOLD, LAST_TOLD);
  const omitted = told.length - shown.length;
  const after = shown[FIRST_TOLD - 1];
  const entries: StoryEntry[] = [
    ...checks.map(checkEntry),
    {
      is: 'opened',
      at: alert.openedAt,
      severity: alert.openedSeverity ?? alert.severity,
      places: [...(alert.places ?? [])],
    },
    ...shown,
    ...(omitted > 0 && after ? [{ is: 'more' as const, at: after.at, count: omitted }] : []),
    ...(alert.flapping
      ? [{ is: 'flapping' as const, at: alert.flapping.since, changes: alert.flapping.changes }]
      : []),
    ...acknowledgements(alert),
    ...ending(alert),
  ];
  return entries.toSorted((a, b) => a.at.getTime() - b.at.getTime() || ORDER[a.is] - ORDER[b.is]);
}

/** Of things that happened at the same moment. */
const ORDER: Readonly<Record<StoryEntry['is'], number>> = {
  check: 0,
  opened: 1,
  flapping: 2,
  reopened: 3,
  acknowledged: 4,
  ended: 5,
  told: 6,
  more: 7,
};

const checkEntry = (check: Check): StoryEntry => ({
  is: 'check',
  at: check.at,
  origin: check.origin,
  outcome: check.outcome,
  statusCode: check.statusCode,
  failure: check.failure && viewFailure(check.failure),
  address: check.address,
  place: check.place ?? null,
});

/** What was decided at one moment is one entry, whatever the number of channels. */
function toldEntries(deliveries: readonly DeliveryRecord[]): Told[] {
  const groups = Map.groupBy(deliveries, ({ event, createdAt, fallbackOf }) =>
    [event, createdAt.getTime(), fallbackOf !== undefined].join(' '),
  );
  const first = Math.min(
    ...deliveries.filter(isOpening).map(({ createdAt }) => createdAt.getTime()),
  );
  return [...groups.values()]
    .flatMap((group): Told[] => {
      const [one] = group;
      if (!one) return [];
      const { event, createdAt: at, fallbackOf } = one;
      const isLater = isOpening(one) && at.getTime() > first;
      const why = fallbackOf !== undefined ? 'fallback' : isLater ? 'joined' : 'planned';
      return [{ is: 'told', at, event, why, deliveryIds: group.map(({ id }) => id) }];
    })
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

const isOpening = ({ event, fallbackOf }: DeliveryRecord): boolean =>
  event === 'opened' && fallbackOf === undefined;

/** Each one that is kept; of an alert that an older version stored the last one alone is known. */
function acknowledgements({
  acknowledgements: kept = [],
  acknowledgedAt: at,
  acknowledgedBy: by = null,
  acknowledgedNote: note,
  acknowledgedUntil: until = null,
}: AlertRecord): StoryEntry[] {
  const entries = kept.map((one): StoryEntry =>
    one.is === 'withdrawn' ? { ...one, is: 'reopened' } : one,
  );
  const isKept = kept.some(
    (one) => one.is === 'acknowledged' && one.at.getTime() === at?.getTime(),
  );
  return at && !isKept ? [...entries, { is: 'acknowledged', at, by, note, until }] : entries;
}

function ending(alert: AlertRecord): StoryEntry[] {
  const why = endingOf(alert);
  const at = alert.endedAt ?? alert.resolvedAt;
  if (why === null || !at) return [];
  return [
    { is: 'ended', at, ending: why, lastedMs: Math.max(0, at.getTime() - alert.since.getTime()) },
  ];
}
