import type { PublicState } from '../../status-page/public-status.ts';
import type { StateCounts } from '../../status-page/state-counts.ts';

function some(count: number, all: number, [is, are]: readonly [string, string]): string {
  if (count < all) return `${count} of ${all} services ${count === 1 ? is : are}`;
  return all === 1 ? `The service ${is}` : `All ${all} services ${are}`;
}

/** What a status page says to strangers. */
export const publicWords = {
  states: {
    up: 'Up',
    degraded: 'Slow',
    maintenance: 'Under maintenance',
    down: 'Down',
    unknown: 'Not known',
    paused: 'Not watched',
  } satisfies Record<PublicState, string>,
  headline: ({ up, degraded, maintenance, down, unknown }: StateCounts): string => {
    const all = up + degraded + maintenance + down + unknown;
    if (all === 0) return 'Nothing is watched here at the moment';
    if (down > 0) return some(down, all, ['is down', 'are down']);
    if (degraded > 0) return some(degraded, all, ['is slow', 'are slow']);
    if (maintenance > 0) {
      return some(maintenance, all, ['is under maintenance', 'are under maintenance']);
    }
    if (unknown > 0) return some(unknown, all, ['cannot be seen', 'cannot be seen']);
    return some(up, all, ['is up', 'are up']);
  },
  service: (place: number): string => `Service ${place}`,
  asOf: 'As of',
  reload: 'Reload the page for news.',
  open: 'Down now',
  maintenance: 'Maintenance',
  services: 'Services',
  isDown: (name: string): string => `${name} is down`,
  wasDown: (name: string): string => `${name} was down`,
  since: 'Since',
  to: 'to',
  now: 'Now:',
  saidAt: 'Said',
  ofAll: 'All services',
  bars: (days: number): string => `The last ${days} days`,
  uptime: (percent: string): string => `${percent} uptime`,
  notMeasured: 'Not measured',
  daysDown: (days: number): string => {
    if (days === 0) return 'no day with an outage';
    return days === 1 ? '1 day with an outage' : `${days} days with an outage`;
  },
  dayDown: (day: string, length: string): string => `${day}: down for ${length}`,
  daysAgo: (days: number): string => `${days} days ago`,
  today: 'Today',
  leftOut: (count: number): string =>
    count === 1 ? '1 more service is not shown.' : `${count} more services are not shown.`,
  history: (days: number): string => `Outages of the last ${days} days`,
  noHistory: 'There was none.',
  method: (timeZone: string): string =>
    `Uptime is the part of the checks that succeeded. Times and days are those of ${timeZone}.`,
  feed: 'Feed of outages and maintenance (Atom)',
  missing: 'There is no such page',
  missingHint: 'It may have been moved or switched off. Ask whoever gave you its address.',
  maintenanceOf: (name: string): string => `Maintenance: ${name}`,
};
