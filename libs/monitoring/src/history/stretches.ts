import { type TargetRecord, timeFacts } from '@app/domain';
import { isInWindow, type MaintenanceRecord, type Stretch } from '@app/domain/alerting';
import { type HistoryStretch, timelineOf } from '@app/domain/stats';
import type { Ports } from '../ports/index.ts';

const DAY_MS = 86_400_000;
/** In a chart of a longer time windows that come back each week are too narrow to be seen. */
const LONGEST_OF_WEEKS_MS = 100 * DAY_MS;
/** The longest time that hours of one week last, and so begin before they matter. */
const LONGEST_HOURS_MS = 2 * DAY_MS;

interface Range {
  from: Date;
  to: Date;
}

/** What of some time response times do not tell: outages, what was missed, pauses and maintenance. */
export async function stretchesWithin(
  { alerts, alertRules, now }: Pick<Ports, 'alerts' | 'alertRules' | 'now'>,
  target: TargetRecord,
  range: Range,
): Promise<HistoryStretch[]> {
  if (range.from >= range.to) return [];
  const [outages, { maintenance }] = await Promise.all([
    alerts.outages(target.id, range),
    alertRules.get(),
  ]);
  const down = outages.map(({ id, since, endedAt }) => ({ alertId: id, from: since, to: endedAt }));
  const timeline = timelineOf(timeFacts(target, down, now()), range.from, range.to);
  const told = timeline.flatMap(({ from, to, state, alertId, isBefore }): HistoryStretch[] =>
    state === 'up' || isBefore
      ? []
      : [
          {
            kind: state,
            ...{ from: new Date(from * 1_000), to: new Date(to * 1_000) },
            ...{ alertId: alertId ?? null, name: null },
          },
        ],
  );
  const concerned = maintenance.filter((window) => isInWindow(window, target));
  const windows = await Promise.all(concerned.map((window) => windowWithin(window, range)));
  return [...told, ...windows.flat()];
}

/** When a window of maintenance was within some time. */
async function windowWithin(window: MaintenanceRecord, range: Range): Promise<HistoryStretch[]> {
  return (await timesOf(window, range)).flatMap(({ from, to }): HistoryStretch[] => {
    const cut = {
      from: from > range.from ? from : range.from,
      to: to < range.to ? to : range.to,
    };
    return cut.from < cut.to
      ? [{ kind: 'maintenance', ...cut, alertId: null, name: window.name }]
      : [];
  });
}

async function timesOf(
  { once, weekly, timeZone }: MaintenanceRecord,
  { from, to }: Range,
): Promise<Stretch[]> {
  const lastsMs = to.getTime() - from.getTime();
  if (!weekly || lastsMs > LONGEST_OF_WEEKS_MS) return once ? [once] : [];
  // The calendar is read by those who need it: most have no weekly windows.
  const { nextStretches } = await import('@app/domain/zones');
  const start = new Date(from.getTime() - LONGEST_HOURS_MS);
  const days = Math.ceil((to.getTime() - start.getTime()) / DAY_MS) + 1;
  return nextStretches({ ...weekly, timeZone }, start, days);
}
