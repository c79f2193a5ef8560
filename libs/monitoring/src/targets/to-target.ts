import {
  domainSubject,
  notFound,
  type Target,
  type TargetRecord,
  targetSubject,
  toTarget,
} from '@app/domain';
import type { Ports } from '../ports/index.ts';
import { readTellings } from './telling-of.ts';

/** Where everything comes from that is shown of a target beside its own record. */
export type ShowPorts = Pick<Ports, 'alerts' | 'registrations' | 'alertRules' | 'channels' | 'now'>;

/** Targets as clients see them, with the alerts and the registrations that concern them. */
export async function toTargets(
  ports: ShowPorts,
  records: readonly TargetRecord[],
): Promise<Target[]> {
  const domains = [...new Set(records.flatMap(({ domain }) => domain ?? []))];
  const subjects = [...records.map(({ id }) => targetSubject(id)), ...domains.map(domainSubject)];
  const [open, registrations, tellingOf] = await Promise.all([
    ports.alerts.countOpen(subjects),
    ports.registrations.getMany(domains),
    readTellings(ports),
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
      telling: tellingOf(record),
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
