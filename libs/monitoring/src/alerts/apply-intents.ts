import type { Change, Ports } from '../ports.ts';
import type { AlertRecord, Intent, TargetRecord } from '../records.ts';
import { announce } from './announce.ts';

export type AlertPorts = Pick<
  Ports,
  | 'targets'
  | 'results'
  | 'alerts'
  | 'deliveries'
  | 'channels'
  | 'registrations'
  | 'settings'
  | 'queue'
  | 'bell'
  | 'log'
  | 'now'
  | 'newId'
>;

type IntentTarget = Pick<TargetRecord, 'id' | 'name' | 'url' | 'alerting' | 'intents'>;

/**
 * Carries out the intents that a target carries, in order. Each step may be repeated: a crash in between
 * leaves the intent in place for the reconciler.
 */
export async function applyIntents(ports: AlertPorts, target: IntentTarget): Promise<void> {
  for (const intent of target.intents) {
    const alerts = await applyIntent(ports, target, intent);
    const changes: Change[] = alerts.map(({ id }) => ({ type: 'alert', id }));
    if (changes.length > 0) await ports.bell.ring([...changes, { type: 'target', id: target.id }]);
    for (const alert of alerts) await announce(ports, alert, target.alerting);
    await ports.targets.dropIntent(target.id, intent.id);
  }
}

async function applyIntent(
  ports: AlertPorts,
  target: IntentTarget,
  intent: Intent,
): Promise<AlertRecord[]> {
  switch (intent.type) {
    case 'open':
      return intent.kind === 'persistent'
        ? await persist(ports, target, intent)
        : await open(ports, target, intent);
    case 'warn':
      return await warn(ports, target, intent);
    case 'end':
      return await end(ports, intent);
    case 'erase':
      await ports.results.eraseTarget(target.id);
      await ports.targets.erase(target.id);
      return [];
  }
}

type OpenIntent = Extract<Intent, { type: 'open' }>;

async function open(
  ports: AlertPorts,
  target: IntentTarget,
  intent: Omit<OpenIntent, 'type' | 'downAlertId'>,
): Promise<AlertRecord[]> {
  const alert: AlertRecord = {
    id: intent.alertId,
    targetId: target.id,
    targetName: target.name,
    kind: intent.kind,
    state: 'open',
    severity: intent.severity,
    reason: intent.reason,
    openedAt: intent.at,
    since: intent.since,
    resolvedAt: null,
    resolution: null,
    acknowledgedAt: null,
    acknowledgedNote: null,
    endedAt: null,
    updatedAt: ports.now(),
    announcements: [{ key: 'opened', event: 'opened', at: intent.at }],
  };
  const outcome = await ports.alerts.insert(alert);
  if (outcome === 'inserted') return [alert];
  if (outcome === 'other-open') {
    ports.log.warn({ targetId: target.id, kind: intent.kind }, 'such an alert is open already');
  }
  const stored = await ports.alerts.get(intent.alertId);
  return stored ? [stored] : [];
}

/** The first step opens the alert, later ones raise it; neither after the outage was acknowledged. */
async function persist(
  ports: AlertPorts,
  target: IntentTarget,
  intent: OpenIntent,
): Promise<AlertRecord[]> {
  const known = await ports.alerts.get(intent.alertId);
  if (!known) {
    return (await isAcknowledged(ports, intent)) ? [] : await open(ports, target, intent);
  }
  const key = `reminder-${intent.severity}`;
  const raised = await ports.alerts.escalate(intent.alertId, {
    severity: intent.severity,
    reason: intent.reason,
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
  target: IntentTarget,
  { alertIds, newAlertId, key, ...intent }: Extract<Intent, { type: 'warn' }>,
): Promise<AlertRecord[]> {
  const { severity, reason, at } = intent;
  const announcement = { key, event: 'reminder', at } as const;
  for (const id of alertIds.toReversed()) {
    const raised = await ports.alerts.escalate(id, { severity, reason, announcement });
    if (raised) return [raised];
  }
  if (newAlertId === null) return [];
  for (const id of alertIds) {
    await ports.alerts.end(id, { at, resolution: 'acknowledged', announcement: null });
  }
  return await open(ports, target, { ...intent, alertId: newAlertId, since: at });
}

async function isAcknowledged(ports: AlertPorts, intent: OpenIntent): Promise<boolean> {
  const down = intent.downAlertId ? await ports.alerts.get(intent.downAlertId) : null;
  return down?.acknowledgedAt != null;
}

async function end(
  ports: AlertPorts,
  intent: Extract<Intent, { type: 'end' }>,
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
