import {
  notFound,
  type Registration,
  spark24h,
  type Target,
  type TargetRecord,
  unknownMs,
  uptime24h,
} from '@app/domain';
import { domainSubject, targetSubject } from '../alerts/subject.ts';
import { certificateSummary } from '../certificates/read-certificate.ts';
import type { Ports } from '../ports/index.ts';
import { registrationSummary } from '../registrations/read-registration.ts';
import { effectiveState } from './effective-state.ts';

const DAY_MS = 86_400_000;

/** Where everything comes from that is shown of a target beside its own record. */
export type ShowPorts = Pick<Ports, 'alerts' | 'registrations' | 'now'>;

/** What is shown of a target and is not in its own record. */
export interface Surroundings {
  openAlerts: number;
  registration: Registration | null;
  now: Date;
}

/** A target as clients see it at an instant. */
export function toTarget(
  record: TargetRecord,
  { openAlerts, registration, now }: Surroundings,
): Target {
  const { schedule } = record;
  const state = effectiveState(record, now);
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
    thresholds: { ...record.thresholds, alertWhenSlow: record.thresholds.alertWhenSlow ?? false },
    alerting: record.alerting,
    createdAt: record.createdAt,
    pausedAt: record.pausedAt,
    nextCheckAt: earliest(schedule.urgent?.slot ?? null, schedule.dueAt),
    lastCheck: record.lastCheck,
    uptime24h: uptime24h(record.hours, record, now),
    spark24h: spark24h(record.hours, now),
    unknownSeconds24h: Math.round(unknownMs(record.gaps, state, lastDay) / 1_000),
    certificate: certificateSummary(record, now),
    domain: registrationSummary(record.domain, registration, now),
    openAlerts,
  };
}

/** Targets as clients see them, with the alerts and the registrations that concern them. */
export async function toTargets(
  ports: ShowPorts,
  records: readonly TargetRecord[],
): Promise<Target[]> {
  const domains = [...new Set(records.flatMap(({ domain }) => domain ?? []))];
  const subjects = [...records.map(({ id }) => targetSubject(id)), ...domains.map(domainSubject)];
  const [open, registrations] = await Promise.all([
    ports.alerts.countOpen(subjects),
    ports.registrations.getMany(domains),
  ]);
  const known = new Map(
    registrations.map(({ registration }) => [registration.domain, registration]),
  );
  const countOf = (subject: string): number => open.get(subject) ?? 0;
  const now = ports.now();
  return records.map((record) => {
    const { id, domain } = record;
    const ofDomain = domain === null ? 0 : countOf(domainSubject(domain));
    return toTarget(record, {
      openAlerts: countOf(targetSubject(id)) + ofDomain,
      registration: known.get(domain ?? '') ?? null,
      now,
    });
  });
}

/** One target as clients see it. */
export async function answerTarget(ports: ShowPorts, record: TargetRecord): Promise<Target> {
  const [target] = await toTargets(ports, [record]);
  if (!target) throw notFound('target');
  return target;
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a < b ? a : b;
}
