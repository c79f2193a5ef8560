import {
  affectedTargets,
  type AlertRecord,
  type Change,
  type AlertEnding,
  type OutboxEntry,
  type PendingNotification,
  type Resolution,
  targetSubject,
  type TargetRecord,
} from '@app/domain';
import { graver } from '@app/domain/alerting';
import type { Ports } from '../ports/index.ts';
import { alertOfOutage, flap, flappingAlerts, flapUp, remindOfOutage } from './outages.ts';
import { planDeliveries } from './plan-deliveries.ts';

export type AlertPorts = Pick<
  Ports,
  | 'targets'
  | 'results'
  | 'daily'
  | 'alerts'
  | 'deliveries'
  | 'channels'
  | 'lanes'
  | 'registrations'
  | 'settings'
  | 'alertRules'
  | 'queue'
  | 'changes'
  | 'log'
  | 'now'
  | 'newId'
>;

/** What an alert is about: the fields that it takes over. */
export type AlertSubject = Pick<
  AlertRecord,
  'subject' | 'targetId' | 'targetName' | 'targetUrl' | 'domain'
>;

export const aboutTarget = ({
  id,
  name,
  url,
}: Pick<TargetRecord, 'id' | 'name' | 'url'>): AlertSubject => ({
  subject: targetSubject(id),
  targetId: id,
  targetName: name,
  targetUrl: url,
  domain: null,
});

/** An intent that opens, raises or ends alerts. */
export type AlertEntry = Extract<OutboxEntry, { type: 'open' | 'warn' | 'end' }>;

/** Carries out an intent that concerns alerts, tells of it and announces what became of them. Safe to repeat. */
export async function applyAlertEntry(
  ports: AlertPorts,
  about: AlertSubject,
  intent: AlertEntry,
): Promise<void> {
  const alerts = await changeAlerts(ports, about, intent);
  const changes: Change[] = alerts.map(({ id }) => ({ type: 'alert', id }));
  if (changes.length > 0) await ports.changes.publish([...changes, ...affectedTargets(about)]);
  for (const alert of alerts) await planDeliveries(ports, alert);
}

async function changeAlerts(
  ports: AlertPorts,
  about: AlertSubject,
  intent: AlertEntry,
): Promise<AlertRecord[]> {
  switch (intent.type) {
    case 'open':
      return intent.kind === 'persistent'
        ? await persist(ports, about, intent)
        : await open(ports, about, intent);
    case 'warn':
      return await warn(ports, about, intent);
    case 'end':
      return await end(ports, about, intent);
  }
}

type OpenIntent = Extract<OutboxEntry, { type: 'open' }>;

async function open(
  ports: AlertPorts,
  about: AlertSubject,
  intent: Omit<OpenIntent, 'type' | 'downAlertId'> & { outageAlertId?: string },
): Promise<AlertRecord[]> {
  if (intent.resumes && (await isTakenOn(ports, intent.resumes))) return [];
  const flapped = await flap(ports, about.subject, intent);
  if ('joins' in flapped) return [flapped.joins];
  const alert: AlertRecord = {
    id: intent.alertId,
    ...about,
    kind: intent.kind,
    state: 'open',
    severity: intent.severity,
    openedSeverity: intent.severity,
    cause: intent.cause,
    openedAt: intent.at,
    since: intent.since,
    resolvedAt: null,
    resolution: null,
    acknowledgedAt: null,
    acknowledgedNote: null,
    endedAt: null,
    ...flapped.opens,
    ...(intent.outageAlertId === undefined ? {} : { outageAlertId: intent.outageAlertId }),
    ...(intent.places && { places: intent.places }),
    ...(intent.resumes && { resumes: intent.resumes }),
    ...(intent.kind === 'dns' ? overAt(intent.at) : {}),
    updatedAt: ports.now(),
    announcements: intent.resumes ? [] : [{ key: 'opened', event: 'opened', at: intent.at }],
  };
  const outcome = await ports.alerts.insert(alert);
  if (outcome === 'inserted') return [alert];
  if (outcome === 'other-open') {
    ports.log.warn({ subject: about.subject, kind: intent.kind }, 'such an alert is open already');
  }
  const stored = await ports.alerts.get(intent.alertId);
  return stored ? [stored] : [];
}

/** A mere change is told once and never open. */
const overAt = (
  at: Date,
): Pick<AlertRecord, 'state' | 'resolution' | 'resolvedAt' | 'endedAt' | 'ending'> => ({
  state: 'resolved',
  resolution: 'recovered',
  resolvedAt: at,
  endedAt: at,
  ending: 'recovered',
});

/** Whether a person has acknowledged the last of some alerts; not every one that is named was opened. */
async function isTakenOn({ alerts }: AlertPorts, ids: readonly string[]): Promise<boolean> {
  for (const id of ids.toReversed()) {
    const alert = await alerts.get(id);
    if (alert) return alert.acknowledgedAt !== null;
  }
  return false;
}

/**
 * The first step opens the alert, later ones raise it; neither while somebody has taken on the outage. Whoever knows of the
 * outage is reminded of it and hears nothing of this alert: one outage is one matter, and ends once.
 */
async function persist(
  ports: AlertPorts,
  about: AlertSubject,
  intent: OpenIntent,
): Promise<AlertRecord[]> {
  const outage =
    intent.downAlertId === null
      ? null
      : await alertOfOutage(ports, about.subject, intent.downAlertId);
  const known = await ports.alerts.get(intent.alertId);
  // The step that opened it is applied once more: people were told, or are about to be.
  if (known?.openedAt.getTime() === intent.at.getTime()) return [known];
  if (outage?.acknowledgedAt) return known ? [known] : [];
  const reminded = outage ? await remindOfOutage(ports, outage.id, intent.at) : [];
  if (!known) {
    const opened = { ...intent, ...(outage ? { outageAlertId: outage.id } : {}) };
    return [...reminded, ...(await open(ports, about, opened))];
  }
  const announcement = { key: `step-${intent.at.getTime()}`, event: 'reminder' } as const;
  const raised = await raise(ports, known.id, {
    ...intent,
    announcement: { ...announcement, at: intent.at },
  });
  return [...reminded, raised ?? known];
}

/**
 * Raises the alert that is open. Where people have taken on all alerts of this expiry, a new one opens if
 * the matter is a new one for them, and those before it have ended without a word.
 */
async function warn(
  ports: AlertPorts,
  about: AlertSubject,
  { alertIds, newAlertId, key, ...intent }: Extract<OutboxEntry, { type: 'warn' }>,
): Promise<AlertRecord[]> {
  const { at } = intent;
  const announcement = { key, event: 'reminder', at } as const;
  for (const id of alertIds.toReversed()) {
    const raised = await raise(ports, id, { ...intent, announcement });
    if (raised) return [raised];
  }
  if (newAlertId === null) return [];
  for (const id of alertIds) {
    await ports.alerts.end(id, { at, ending: 'superseded', announcement: null });
  }
  return await open(ports, about, { ...intent, alertId: newAlertId, since: at });
}

/** Says something new of an alert that is open, and never something milder; null when it is not open. */
async function raise(
  { alerts }: AlertPorts,
  id: string,
  {
    severity,
    cause,
    announcement,
  }: Pick<AlertRecord, 'severity' | 'cause'> & { announcement: PendingNotification },
): Promise<AlertRecord | null> {
  const known = await alerts.get(id);
  if (known?.state !== 'open') return null;
  return await alerts.escalate(id, {
    // A domain that was lost and comes back is another matter, and a milder one.
    severity: known.kind === 'domain' ? severity : graver(known.severity, severity),
    cause,
    announcement,
  });
}

/** Nothing ends with an acknowledgement: such an entry made room for another alert. */
const endingOf = (resolution: Resolution): AlertEnding =>
  resolution === 'acknowledged' ? 'superseded' : resolution;

async function end(
  ports: AlertPorts,
  { subject }: AlertSubject,
  { alertIds, resolution, at, isLeft }: Extract<OutboxEntry, { type: 'end' }>,
): Promise<AlertRecord[]> {
  const ended: AlertRecord[] = [];
  const ending = endingOf(resolution);
  for (const outageId of alertIds) {
    const alert = await alertToEnd(ports, subject, { outageId, at });
    if (!alert) continue;
    const waits = ending === 'recovered' ? await flapUp(ports, alert, { outageId, at }) : null;
    const announcement = { key: 'resolved', event: 'resolved', at } as const;
    ended.push(waits ?? (await ports.alerts.end(alert.id, { at, ending, announcement })) ?? alert);
  }
  // Nobody will see any more whether it is steady.
  for (const { id } of isLeft ? await flappingAlerts(ports, subject) : []) {
    const announcement = { key: 'resolved', event: 'resolved', at } as const;
    const over = await ports.alerts.end(id, { at, ending, announcement });
    if (over) ended.push(over);
  }
  return ended;
}

/**
 * The alert that an outage ends with; null where none was opened. Nobody opens one any more then: somebody who is slow may
 * be about to carry out what opens it, and nothing would end it.
 */
async function alertToEnd(
  ports: AlertPorts,
  subject: string,
  { outageId, at }: { outageId: string; at: Date },
): Promise<AlertRecord | null> {
  const alert = await alertOfOutage(ports, subject, outageId);
  if (alert?.id === outageId || (await ports.alerts.preclude(outageId, at))) return alert;
  return await ports.alerts.get(outageId);
}
