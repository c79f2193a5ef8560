import { announce } from '../alerts/announce.ts';
import { applyIntents } from '../alerts/apply-intents.ts';
import type { AlertPorts } from '../alerts/carry-out.ts';
import { latestCredible } from '../checks/latest-credible.ts';
import type { Ports } from '../ports.ts';
import { applyRegistrationIntents } from '../registrations/apply-registration-intents.ts';
import { knownState } from '../targets/known-state.ts';
import { mendClock } from './mend-clock.ts';
import { mendLookups, mendRetries } from './mend-waits.ts';

/** Work that is younger than this may still be under way where it began. */
const GRACE_MS = 5_000;
/** Things mended in one pass; the rest waits for the next one. */
const LIMIT = 200;

export type ReconcilePorts = AlertPorts & Pick<Ports, 'inbox'>;

export interface Mended {
  /** Targets, domains, deliveries, alerts and messages of the inbox that were dated in the future. */
  ahead: number;
  intents: number;
  announcements: number;
  deliveries: number;
  urgent: number;
  silent: number;
}

/**
 * Finds work that was begun and not finished, or that a lost ring never started, and takes it up again:
 * left-over intents, alerts that were not announced, deliveries and urgent checks that are overdue, targets
 * that fell silent, and what a clock that was ahead has dated in the future. Everything comes from MongoDB,
 * so the queue can be lost whole. Any process may run it at any time; every step is safe to repeat.
 */
export async function reconcile(ports: ReconcilePorts): Promise<Mended> {
  const now = ports.now();
  const before = new Date(now.getTime() - GRACE_MS);
  return {
    ahead: await mendAhead(ports, now),
    intents: await finishIntents(ports, before),
    announcements: await finishAnnouncements(ports, before),
    deliveries: await ringOverdueDeliveries(ports, before),
    urgent: await ringOverdueUrgent(ports, before),
    silent: await markSilent(ports, now),
  };
}

async function mendAhead(ports: ReconcilePorts, now: Date): Promise<number> {
  const targets = await mendClock(ports, now, LIMIT);
  const domains = await mendLookups(ports, now, LIMIT);
  const latest = latestCredible(now);
  const told =
    (await ports.alerts.repairFutureTimes(latest, now)) +
    (await ports.inbox.repairFutureTimes(latest, now));
  return targets + domains + told + (await mendRetries(ports, now, LIMIT));
}

async function finishIntents(ports: AlertPorts, before: Date): Promise<number> {
  const targets = await ports.targets.withIntents(before, LIMIT);
  for (const target of targets) await applyIntents(ports, target);
  const records = await ports.registrations.withIntents(before, LIMIT);
  for (const record of records) {
    const on = await ports.targets.onDomain(record.registration.domain);
    await applyRegistrationIntents(ports, record, on);
  }
  return targets.length + records.length;
}

async function finishAnnouncements(ports: AlertPorts, before: Date): Promise<number> {
  const alerts = await ports.alerts.withAnnouncements(before, LIMIT);
  for (const alert of alerts) await announce(ports, alert);
  return alerts.length;
}

async function ringOverdueDeliveries(ports: AlertPorts, before: Date): Promise<number> {
  const due = await ports.deliveries.due(before, LIMIT);
  if (due.length > 0) await ports.queue.ringDeliveries(due, null);
  return due.length;
}

async function ringOverdueUrgent(ports: AlertPorts, before: Date): Promise<number> {
  const overdue = await ports.targets.overdueUrgent(before, LIMIT);
  await ports.queue.ringUrgent(overdue);
  return overdue.length;
}

async function markSilent(ports: AlertPorts, now: Date): Promise<number> {
  const targets = await ports.targets.silent(now, LIMIT);
  for (const target of targets) {
    // The state alone: a worker that has just claimed this target keeps its lease.
    const state = knownState(target, now);
    const since = target.schedule.silentAt ?? now;
    const blind = target.blind ?? { since, why: 'no-result' as const };
    if (await ports.targets.change(target.id, target.version, { state, blind })) {
      await ports.bell.ring([{ type: 'target', id: target.id }]);
    }
  }
  return targets.length;
}
