import {
  affectedTargets,
  type AlertRecord,
  type Change,
  type OutboxEntry,
  targetSubject,
  type TargetRecord,
} from '@app/domain';
import type { Ports } from '../ports/index.ts';
import { planDeliveries } from './plan-deliveries.ts';

export type AlertPorts = Pick<
  Ports,
  | 'targets'
  | 'results'
  | 'daily'
  | 'alerts'
  | 'deliveries'
  | 'channels'
  | 'registrations'
  | 'settings'
  | 'queue'
  | 'changes'
  | 'log'
  | 'now'
  | 'newId'
>;

/** What an alert is about: the fields that it takes over. */
export type AlertSubject = Pick<AlertRecord, 'subject' | 'targetId' | 'targetName' | 'domain'>;

export const aboutTarget = ({ id, name }: Pick<TargetRecord, 'id' | 'name'>): AlertSubject => ({
  subject: targetSubject(id),
  targetId: id,
  targetName: name,
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
      return await end(ports, intent);
  }
}

type OpenIntent = Extract<OutboxEntry, { type: 'open' }>;

async function open(
  ports: AlertPorts,
  about: AlertSubject,
  intent: Omit<OpenIntent, 'type' | 'downAlertId'>,
): Promise<AlertRecord[]> {
  if (intent.resumes && (await isTakenOn(ports, intent.resumes))) return [];
  const alert: AlertRecord = {
    id: intent.alertId,
    ...about,
    kind: intent.kind,
    state: 'open',
    severity: intent.severity,
    cause: intent.cause,
    openedAt: intent.at,
    since: intent.since,
    resolvedAt: null,
    resolution: null,
    acknowledgedAt: null,
    acknowledgedNote: null,
    endedAt: null,
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
): Pick<AlertRecord, 'state' | 'resolution' | 'resolvedAt' | 'endedAt'> => ({
  state: 'resolved',
  resolution: 'recovered',
  resolvedAt: at,
  endedAt: at,
});

/** Whether a person has acknowledged the last of some alerts; not every one that is named was opened. */
async function isTakenOn({ alerts }: AlertPorts, ids: readonly string[]): Promise<boolean> {
  for (const id of ids.toReversed()) {
    const alert = await alerts.get(id);
    if (alert) return alert.acknowledgedAt !== null;
  }
  return false;
}

/** The first step opens the alert, later ones raise it; neither after the outage was acknowledged. */
async function persist(
  ports: AlertPorts,
  about: AlertSubject,
  intent: OpenIntent,
): Promise<AlertRecord[]> {
  const known = await ports.alerts.get(intent.alertId);
  if (!known) {
    return (await isAcknowledged(ports, intent)) ? [] : await open(ports, about, intent);
  }
  // The step that opened it is applied once more: people were told, or are about to be.
  if (known.openedAt.getTime() === intent.at.getTime()) return [known];
  const key = `reminder-${intent.severity}`;
  const raised = await ports.alerts.escalate(intent.alertId, {
    severity: intent.severity,
    cause: intent.cause,
    announcement: { key, event: 'reminder', at: intent.at },
  });
  return [raised ?? known];
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
  const { severity, cause, at } = intent;
  const announcement = { key, event: 'reminder', at } as const;
  for (const id of alertIds.toReversed()) {
    const raised = await ports.alerts.escalate(id, { severity, cause, announcement });
    if (raised) return [raised];
  }
  if (newAlertId === null) return [];
  for (const id of alertIds) {
    await ports.alerts.end(id, { at, resolution: 'acknowledged', announcement: null });
  }
  return await open(ports, about, { ...intent, alertId: newAlertId, since: at });
}

async function isAcknowledged(ports: AlertPorts, intent: OpenIntent): Promise<boolean> {
  const down = intent.downAlertId ? await ports.alerts.get(intent.downAlertId) : null;
  return down?.acknowledgedAt != null;
}

async function end(
  ports: AlertPorts,
  intent: Extract<OutboxEntry, { type: 'end' }>,
): Promise<AlertRecord[]> {
  const ended: AlertRecord[] = [];
  for (const id of intent.alertIds) {
    const alert =
      (await ports.alerts.end(id, {
        at: intent.at,
        resolution: intent.resolution,
        announcement: { key: 'resolved', event: 'resolved', at: intent.at },
      })) ?? (await ports.alerts.get(id));
    if (alert) ended.push(alert);
  }
  return ended;
}
