import { viewWithFailure } from '../text/failure.ts';
import { certificateSummary } from '../certificate/summary.ts';
import { kindOfUrl } from '../common/target-kind.ts';
import type { Registration } from '../registration/state.ts';
import { registrationSummary } from '../registration/summary.ts';
import { maskRequest } from '../secrets/request-secrets.ts';
import { unknownMs } from '../stats/gaps.ts';
import { spark24h, uptime24h } from '../stats/hours.ts';
import { effectiveState } from './effective-state.ts';
import { statusKindOf } from './kind-of-check.ts';
import { mergeSettings } from './merge-settings.ts';
import type { TargetRecord } from './record.ts';
import type { Target } from './schema.ts';

const DAY_MS = 86_400_000;

/** What is shown of a target and is not in its own record. */
export interface Surroundings {
  openAlerts: number;
  registration: Registration | null;
  /** Who is told of it, and what keeps them from it. */
  telling: Pick<Target, 'mutedBy' | 'maintenance' | 'effectiveChannels'>;
  now: Date;
}

/** A target as clients see it at an instant. */
export function toTarget(
  record: TargetRecord,
  { openAlerts, registration, telling, now }: Surroundings,
): Target {
  const { schedule } = record;
  const state = effectiveState(record, now);
  const isCounted = statusKindOf(record.url) !== null;
  const lastDay = { from: new Date(now.getTime() - DAY_MS), to: now };
  return {
    id: record.id,
    kind: kindOfUrl(record.url),
    ...mergeSettings(record, {}),
    request: maskRequest(record.request),
    thresholds: { ...record.thresholds, alertWhenSlow: record.thresholds.alertWhenSlow ?? false },
    status: state.status,
    // An outage began with its first failed check, as its alert says.
    statusSince: state.status === 'down' && state.outage ? state.outage.since : state.statusSince,
    suspect: state.failures > 0 && state.status !== 'down',
    failsOnlyFrom: state.partly
      ? {
          regions: state.partly.regions,
          answersIn: state.partly.answersIn,
          since: state.partly.since,
        }
      : null,
    createdAt: record.createdAt,
    pausedAt: record.pausedAt,
    nextCheckAt: earliest(schedule.urgent?.slot ?? null, schedule.dueAt),
    lastCheck: record.lastCheck && viewWithFailure(record.lastCheck),
    // Of a domain nobody counts how often it answered.
    uptime24h: isCounted ? uptime24h(record.hours, record, now) : null,
    spark24h: isCounted ? spark24h(record.hours, now) : [],
    unknownSeconds24h: isCounted ? Math.round(unknownMs(record.gaps, state, lastDay) / 1_000) : 0,
    certificate: certificateSummary(record, now),
    domain: registrationSummary(record.domain, registration, now),
    openAlerts,
    ...telling,
  };
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a < b ? a : b;
}
