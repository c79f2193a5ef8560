import { spark24h, unknownMs, uptime24h, type Target } from '@app/domain';
import { certificateSummary } from '../certificates/read-certificate.ts';
import type { Ports } from '../ports.ts';
import type { TargetRecord } from '../records.ts';
import { knownState } from './known-state.ts';

const DAY_MS = 86_400_000;

/** A target as clients see it at an instant. */
export function toTarget(record: TargetRecord, openAlerts: number, now: Date): Target {
  const { schedule } = record;
  const state = knownState(record, now);
  const lastDay = { from: new Date(now.getTime() - DAY_MS), to: now };
  return {
    id: record.id,
    url: record.url,
    name: record.name,
    tags: record.tags,
    status: state.status,
    statusSince: state.statusSince,
    suspect: state.failures > 0 && state.status !== 'down',
    intervalSeconds: record.intervalSeconds,
    request: record.request,
    expect: record.expect,
    thresholds: record.thresholds,
    alerting: record.alerting,
    createdAt: record.createdAt,
    pausedAt: record.pausedAt,
    nextCheckAt: earliest(schedule.urgent?.slot ?? null, schedule.dueAt),
    lastCheck: record.lastCheck,
    uptime24h: uptime24h(record.hours, now),
    spark24h: spark24h(record.hours, now),
    unknownSeconds24h: Math.round(unknownMs(record.gaps, state, lastDay) / 1_000),
    certificate: certificateSummary(record, now),
    domain: null,
    openAlerts,
  };
}

/** Targets with the number of their open alerts. */
export async function toTargets(
  ports: Pick<Ports, 'alerts' | 'now'>,
  records: readonly TargetRecord[],
): Promise<Target[]> {
  const open = await ports.alerts.countOpen(records.map(({ id }) => id));
  const now = ports.now();
  return records.map((record) => toTarget(record, open.get(record.id) ?? 0, now));
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a < b ? a : b;
}
