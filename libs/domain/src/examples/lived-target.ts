import type { AlertRecord } from '../alert/record.ts';
import type { Check } from '../check/schema.ts';
import { addToHour, ENDED_HOURS, type HourTotals, isSameHour } from '../stats/hours.ts';
import type { Deciding } from '../target/deciding.ts';
import type { TargetRecord } from '../target/record.ts';
import type { StatusState } from '../target/status/state.ts';
import type { Example } from './examples.ts';
import type { ExampleHistory, ExampleOutage } from './history.ts';

/** Checks that a target carries with it. */
const CARRIED = 8;
/** Checks after which an outage is told. */
const TOLD_AFTER_MS = 600_000;

/** An example with its life behind it. */
export interface LivedTarget {
  readonly record: TargetRecord;
  /** Of its outages, oldest first. */
  readonly alerts: readonly AlertRecord[];
  /** Those that it does not carry itself. */
  readonly older: readonly Check[];
}

/**
 * Returns a new target as if it had lived through what is told of it. The outage that lasts is acknowledged.
 *
 * @param blank the target as it is when it is added
 * @param note what was said of the outage that lasts
 */
export function livedTarget(
  deps: Deciding,
  {
    blank,
    example,
    history,
    note,
  }: {
    blank: TargetRecord;
    example: Pick<Example, 'failure'>;
    history: ExampleHistory;
    note: string;
  },
): LivedTarget {
  const { checks, outages } = history;
  const alerts = outages.map((outage) => alertOf(deps, { blank, example, outage, note }));
  const first = checks[0]?.slot ?? deps.now;
  return {
    alerts,
    older: checks.slice(0, -CARRIED),
    record: {
      ...blank,
      createdAt: first,
      state: stateOf({ from: first, checks, outages, alerts }),
      lastCheck: checks.at(-1) ?? null,
      recent: checks.slice(-CARRIED),
      hours: hoursOf(checks),
    },
  };
}

function alertOf(
  { newId }: Deciding,
  {
    blank,
    example,
    outage,
    note,
  }: {
    blank: TargetRecord;
    example: Pick<Example, 'failure'>;
    outage: ExampleOutage;
    note: string;
  },
): AlertRecord {
  const { since, endedAt } = outage;
  const openedAt = new Date(+since + TOLD_AFTER_MS);
  const over = endedAt
    ? ({ resolution: 'recovered', resolvedAt: endedAt, ending: 'recovered' } as const)
    : ({ resolution: 'acknowledged', resolvedAt: openedAt, ending: null } as const);
  return {
    id: newId(),
    targetId: blank.id,
    targetName: blank.name,
    targetUrl: blank.url,
    subject: blank.id,
    domain: null,
    kind: 'down',
    state: 'resolved',
    severity: 'critical',
    openedSeverity: 'critical',
    cause: { is: 'failure', failure: example.failure },
    openedAt,
    since,
    endedAt,
    ...over,
    acknowledgedAt: endedAt ? null : openedAt,
    acknowledgedNote: endedAt ? null : note,
    updatedAt: endedAt ?? openedAt,
    announcements: [],
  };
}

function stateOf({
  from,
  checks,
  outages,
  alerts,
}: {
  from: Date;
  checks: readonly Check[];
  outages: readonly ExampleOutage[];
  alerts: readonly AlertRecord[];
}): StatusState {
  const last = checks.at(-1);
  const lasting = outages.at(-1)?.endedAt === null ? outages.at(-1) : undefined;
  const alert = lasting && alerts.at(-1);
  const slows = runOf(checks, ({ outcome }) => outcome === 'slow');
  const [firstSlow] = slows;
  const good = {
    status: firstSlow ? ('degraded' as const) : ('up' as const),
    statusSince: firstSlow?.slot ?? outages.at(-1)?.endedAt ?? from,
    failures: 0,
    firstFailureAt: null,
    lastFailureSlot: null,
    outage: null,
  };
  const bad = lasting &&
    alert && {
      status: 'down' as const,
      statusSince: alert.openedAt,
      failures: runOf(checks, ({ outcome }) => outcome === 'failed').length,
      firstFailureAt: lasting.since,
      lastFailureSlot: last?.slot ?? null,
      outage: {
        since: lasting.since,
        alertId: alert.id,
        openedAt: alert.openedAt,
        // What lasts is acknowledged: nobody is to be told once more.
        persistentStep: 99,
        persistentAlertId: null,
      },
    };
  return {
    ...(bad ?? good),
    lastSlot: last?.slot ?? null,
    lastConclusiveSlot: last?.slot ?? null,
    successes: 0,
    slows: slows.length,
    ...(firstSlow ? { firstSlowAt: firstSlow.slot } : {}),
  };
}

/** The newest checks that are all alike. */
function runOf(checks: readonly Check[], isOne: (check: Check) => boolean): readonly Check[] {
  const other = checks.findLastIndex((check) => !isOne(check));
  return checks.slice(other + 1);
}

function hoursOf(checks: readonly Check[]): HourTotals[] {
  const hours: HourTotals[] = [];
  for (const check of checks.slice(-(ENDED_HOURS + 1) * 60)) {
    const running = hours.at(-1) ?? null;
    const next = addToHour(running, check);
    if (running && isSameHour(running, next)) hours.pop();
    hours.push(next);
  }
  return hours.slice(-(ENDED_HOURS + 1));
}
