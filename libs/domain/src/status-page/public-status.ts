import type { Status } from '../check/status.ts';
import { addDays, dayOf } from '../stats/days.ts';
import { percentDown } from '../stats/percent.ts';
import type { StatsDay } from '../stats/schema.ts';
import type { Stretch } from '../silence/time-zone.ts';
import { publicName, publicWindowName } from './public-name.ts';
import type { StatusPage } from './schema.ts';

/** Days that a page tells of, today included. */
export const SHOWN_DAYS = 90;
/** Outages that are over and are still told of, at most. */
const MAX_PAST = 50;
/** A day on which a target was down for more than this part of the time is a bad one. */
const BAD_DAY = 0.01;

/** What strangers are told of how something does. */
export type PublicState = 'up' | 'degraded' | 'maintenance' | 'down' | 'unknown' | 'paused';

/** How a day was: nothing is known of it, nobody noticed anything, down for a while, or for long. */
export type DayTone = 'none' | 'good' | 'some' | 'bad';

export interface PublicDay {
  /** `2026-03-29`, of the time zone of the installation. */
  readonly day: string;
  readonly tone: DayTone;
  /** In percent; null where nothing was measured. */
  readonly uptime: number | null;
  readonly downSeconds: number;
}

export interface PublicTarget {
  /** Null for one without a name that strangers may know; `place` tells these apart. */
  readonly name: string | null;
  readonly place: number;
  readonly state: PublicState;
  /** Of all days, from their sums; null where nothing was measured. */
  readonly uptime: number | null;
  /** Oldest first, without a hole. */
  readonly days: readonly PublicDay[];
}

export interface PublicOutage {
  readonly alertId: string;
  readonly target: Pick<PublicTarget, 'name' | 'place'>;
  readonly since: Date;
  /** Null while it lasts. */
  readonly endedAt: Date | null;
  /** What the owner says of it; null for nothing. */
  readonly note: { readonly text: string; readonly at: Date } | null;
}

/** Maintenance that goes on, or is to come. */
export interface PublicMaintenance extends Stretch {
  readonly windowId: string;
  /** Null for one whose name strangers may not know. */
  readonly name: string | null;
  /** Targets of the page that it is for; null for all of them. */
  readonly targets: readonly Pick<PublicTarget, 'name' | 'place'>[] | null;
  readonly isNow: boolean;
  /** Since when the page tells of it. */
  readonly announcedAt: Date;
}

/** All that a status page says, with nothing in it that is only the owner's business. */
export interface PublicStatus {
  readonly page: Pick<StatusPage, 'id' | 'slug' | 'title' | 'logo' | 'notice' | 'createdAt'>;
  /** A whole minute. */
  readonly at: Date;
  readonly timeZone: string;
  /** By name. */
  readonly targets: readonly PublicTarget[];
  /** Targets that are not shown because there are too many. */
  readonly leftOut: number;
  /** The newest first, as the next one. */
  readonly open: readonly PublicOutage[];
  readonly past: readonly PublicOutage[];
  /** What goes on first, then in the order of their beginning. */
  readonly maintenance: readonly PublicMaintenance[];
}

/** A target as far as a page needs it. */
export interface StatusFacts {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly status: Status;
  readonly days: readonly StatsDay[];
  readonly outages: readonly {
    readonly alertId: string;
    readonly since: Date;
    readonly endedAt: Date | null;
  }[];
}

/** A time of maintenance, and which targets of the page it is for. */
export interface MaintenanceFacts extends Stretch {
  readonly windowId: string;
  readonly name: string;
  readonly targetIds: readonly string[];
  readonly announcedAt: Date;
}

export interface PageFacts {
  readonly page: StatusPage;
  readonly now: Date;
  readonly timeZone: string;
  readonly targets: readonly StatusFacts[];
  readonly leftOut: number;
  readonly maintenance: readonly MaintenanceFacts[];
}

/** Makes what a page says of what is known. */
export function publicStatus({ page, now, timeZone, targets, ...facts }: PageFacts): PublicStatus {
  const isNow = ({ from, to }: Stretch): boolean => from <= now && now < to;
  const kept = new Set(facts.maintenance.filter(isNow).flatMap(({ targetIds }) => targetIds));
  const shown = inOrder(targets);
  const names = new Map(shown.map(({ target, name }, i) => [target.id, { name, place: i + 1 }]));
  const nameOf = (id: string) => names.get(id) ?? { name: null, place: 0 };
  const outages = targets.flatMap(({ id, outages: own }) =>
    own.map((outage) => ({ ...outage, target: nameOf(id), isKept: kept.has(id) })),
  );
  const notes = new Map(page.notes.map(({ alertId, text, at }) => [alertId, { text, at }]));
  const told = outages
    // Of what fails while it is worked on nobody need be told apart.
    .filter(({ endedAt, isKept }) => endedAt !== null || !isKept)
    .sort((a, b) => +b.since - +a.since || (a.alertId < b.alertId ? -1 : 1))
    .map(({ alertId, target, since, endedAt }): PublicOutage => {
      const note = notes.get(alertId) ?? null;
      return { alertId, target, since, endedAt, note };
    });
  const { id, slug, title, logo, notice, createdAt } = page;
  return {
    page: { id, slug, title, logo, notice, createdAt },
    at: new Date(Math.floor(now.getTime() / 60_000) * 60_000),
    timeZone,
    targets: shown.map(({ target }) => ({
      ...nameOf(target.id),
      state: publicState(target.status, kept.has(target.id)),
      uptime: uptimeOf(target.days),
      days: publicDays(target.days, dayOf(now, timeZone)),
    })),
    leftOut: facts.leftOut,
    open: told.filter(({ endedAt }) => endedAt === null),
    past: told.filter(({ endedAt }) => endedAt !== null).slice(0, MAX_PAST),
    maintenance: facts.maintenance
      .map(({ targetIds, ...window }): PublicMaintenance => ({
        ...window,
        name: publicWindowName(window.name),
        isNow: isNow(window),
        targets: targetIds.length === targets.length ? null : targetIds.map(nameOf),
      }))
      .sort((a, b) => +b.isNow - +a.isNow || +a.from - +b.from),
  };
}

interface Named {
  readonly target: StatusFacts;
  readonly name: string | null;
}

/** By public name; those without one last, in the order of their ids, which never changes. */
const inOrder = (targets: readonly StatusFacts[]): Named[] =>
  targets.map((target) => ({ target, name: publicName(target) })).sort(compareNames);

function compareNames(a: Named, b: Named): number {
  const byName =
    a.name === null || b.name === null
      ? Number(a.name === null) - Number(b.name === null)
      : a.name.localeCompare(b.name, 'en');
  return byName || (a.target.id < b.target.id ? -1 : 1);
}

const STATES: Readonly<Record<Status, PublicState>> = {
  up: 'up',
  degraded: 'degraded',
  down: 'down',
  pending: 'unknown',
  unknown: 'unknown',
  paused: 'paused',
};

/** While a target is worked on, what keeps it from answering is no surprise. */
const publicState = (status: Status, isKept: boolean): PublicState =>
  isKept && status !== 'up' && status !== 'paused' ? 'maintenance' : STATES[status];

function uptimeOf(days: readonly StatsDay[]): number | null {
  const checks = days.reduce((sum, day) => sum + day.checks, 0);
  const failed = days.reduce((sum, day) => sum + day.failed, 0);
  return percentDown(checks - failed, checks);
}

/** The last days up to today, without a hole. */
function publicDays(days: readonly StatsDay[], today: string): PublicDay[] {
  const known = new Map(days.map((day) => [day.day, day]));
  return Array.from({ length: SHOWN_DAYS }, (_, i) => {
    const day = addDays(today, i + 1 - SHOWN_DAYS);
    const stats = known.get(day);
    return {
      day,
      tone: stats ? toneOf(stats) : 'none',
      uptime: stats?.uptime ?? null,
      downSeconds: stats?.downSeconds ?? 0,
    };
  });
}

function toneOf({ checks, upSeconds, downSeconds }: StatsDay): DayTone {
  if (downSeconds > 0) return downSeconds > BAD_DAY * (upSeconds + downSeconds) ? 'bad' : 'some';
  return checks > 0 ? 'good' : 'none';
}
