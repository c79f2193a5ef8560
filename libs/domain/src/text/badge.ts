import * as z from 'zod';
import { StatsWindow, type WindowStats } from '../stats/schema.ts';
import type { Status } from '../check/status.ts';
import { formatDaysLeft } from './format/days.ts';
import { formatLatency, formatPercent } from './format/figures.ts';

/** What a badge tells of a target. */
export const BadgeKind = z.enum(['status', 'uptime', 'response', 'certificate', 'domain']);
export type BadgeKind = z.infer<typeof BadgeKind>;

const MAX_LABEL = 40;

/** What a page that shows a badge may choose. */
export const BadgeOptions = z.object({
  /** Window of uptime and response time; the last 24 hours unless said otherwise. */
  window: StatsWindow.optional(),
  /** Text in place of what the badge tells of. */
  label: z.string().max(MAX_LABEL).optional(),
});
export type BadgeOptions = z.infer<typeof BadgeOptions>;

/** Which colour a badge has. */
export type BadgeTone = 'good' | 'warning' | 'bad' | 'neutral';

export interface Badge {
  readonly label: string;
  readonly value: string;
  readonly tone: BadgeTone;
}

/** What badges are made of. */
export interface BadgeFacts {
  readonly target: {
    readonly status: Status;
    readonly thresholds: {
      readonly slowMs: number | null;
      readonly certificateDays: number;
      readonly domainDays: number;
    };
    readonly certificate: {
      readonly daysLeft: number | null;
      readonly thresholdDays: number | null;
    } | null;
    readonly domain: { readonly daysLeft: number | null } | null;
  };
  /** Numbers of the window that uptime and response time are told of. */
  readonly stats: Pick<WindowStats, 'uptime' | 'avgMs'>;
}

const UNKNOWN = { value: 'n/a', tone: 'neutral' } as const;
/** Uptime in percent from which on nobody is worried, and below which everybody is. */
const FINE_UPTIME = 99.9;
const POOR_UPTIME = 99;

const STATUS_TONES: Readonly<Record<Status, BadgeTone>> = {
  up: 'good',
  degraded: 'warning',
  down: 'bad',
  pending: 'neutral',
  unknown: 'neutral',
  paused: 'neutral',
};

const WRITERS: Readonly<Record<BadgeKind, (facts: BadgeFacts) => Omit<Badge, 'label'>>> = {
  status: ({ target: { status } }) => ({ value: status, tone: STATUS_TONES[status] }),
  uptime: ({ stats: { uptime } }) =>
    uptime === null ? UNKNOWN : { value: formatPercent(uptime), tone: uptimeTone(uptime) },
  response: ({ target, stats: { avgMs } }) => {
    if (avgMs === null) return UNKNOWN;
    const { slowMs } = target.thresholds;
    const isSlow = slowMs !== null && avgMs > slowMs;
    return { value: formatLatency(avgMs), tone: isSlow ? 'warning' : 'good' };
  },
  certificate: ({ target: { certificate, thresholds } }) =>
    endOf(certificate?.daysLeft, certificate?.thresholdDays ?? thresholds.certificateDays),
  domain: ({ target: { domain, thresholds } }) => endOf(domain?.daysLeft, thresholds.domainDays),
};

const uptimeTone = (uptime: number): BadgeTone => {
  if (uptime >= FINE_UPTIME) return 'good';
  return uptime >= POOR_UPTIME ? 'warning' : 'bad';
};

function endOf(daysLeft: number | null | undefined, warnedFrom: number): Omit<Badge, 'label'> {
  if (daysLeft === null || daysLeft === undefined) return UNKNOWN;
  const tone = daysLeft > warnedFrom ? 'good' : 'warning';
  return { value: formatDaysLeft(daysLeft), tone: daysLeft <= 0 ? 'bad' : tone };
}

/** Returns what a badge says, and how good that is; grey and `n/a` where nothing is known. */
export const describeBadge = (kind: BadgeKind, facts: BadgeFacts): Badge => ({
  label: kind,
  ...WRITERS[kind](facts),
});
