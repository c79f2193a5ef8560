import {
  type AlertRecord,
  type ChannelRecord,
  DEFAULT_SETTINGS,
  describeCause,
  type DeliveryRecord,
  type Settings,
} from '@app/domain';
import type { AlertPorts } from '../outbox/apply-alert-entry.ts';

/** What people were told: one entry for each message of the in-app channel. */
export interface Told {
  alertId: string;
  event: DeliveryRecord['event'];
  severity: AlertRecord['severity'];
  reason: string;
}

/** Ports for the way from intents to messages, in memory, with the promises of the real stores. */
export class AlertDesk {
  readonly alerts = new Map<string, AlertRecord>();
  readonly told: Told[] = [];
  readonly deliveries: DeliveryRecord[] = [];
  channels: ChannelRecord[] = [];
  settings: Settings = DEFAULT_SETTINGS;
  readonly #keys = new Set<string>();
  readonly ports: AlertPorts;

  constructor(now: () => Date) {
    let ids = 0;
    const quiet = (): void => undefined;
    this.ports = {
      alerts: { ...this.#alertStore(now) },
      deliveries: {
        insert: (deliveries: readonly DeliveryRecord[]) => Promise.resolve(this.#tell(deliveries)),
        ofAlert: (id: string) =>
          Promise.resolve(this.deliveries.filter(({ alertId }) => alertId === id)),
        due: () => Promise.resolve([]),
        list: () => Promise.resolve({ items: [], nextCursor: null }),
      },
      channels: { list: () => Promise.resolve([...this.channels]) },
      targets: {
        get: () => Promise.resolve(null),
        onDomain: () => Promise.resolve([]),
        dropIntent: () => Promise.resolve(),
      },
      settings: { get: () => Promise.resolve(this.settings) },
      queue: { enqueueDeliveries: () => Promise.resolve() },
      changes: { publish: () => Promise.resolve() },
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
      now,
      newId: () => `id-${++ids}`,
    } as unknown as AlertPorts;
  }

  /** A person takes an alert on. */
  acknowledge(id: string, at: Date): void {
    this.#change(id, (alert) => ({
      ...alert,
      state: 'resolved',
      resolution: 'acknowledged',
      resolvedAt: at,
      acknowledgedAt: at,
      updatedAt: at,
    }));
  }

  /** All alerts, each with its reason in words. */
  all(): (AlertRecord & { reason: string })[] {
    return [...this.alerts.values()].map((one) => ({ ...one, reason: describeCause(one.cause) }));
  }

  open(): (AlertRecord & { reason: string })[] {
    return this.all().filter(({ state }) => state === 'open');
  }

  #alertStore(now: () => Date): Partial<AlertPorts['alerts']> {
    return {
      repairFutureTimes: () => Promise.resolve(0),
      insert: (alert) => {
        if (this.alerts.has(alert.id)) return Promise.resolve('exists');
        const isSame = ({ subject, kind }: AlertRecord): boolean =>
          subject === alert.subject && kind === alert.kind;
        if (this.open().some(isSame)) return Promise.resolve('other-open');
        this.alerts.set(alert.id, alert);
        return Promise.resolve('inserted');
      },
      get: (id) => Promise.resolve(this.alerts.get(id) ?? null),
      escalate: (id, { announcement, ...change }) =>
        Promise.resolve(
          this.#change(id, (alert) =>
            alert.state === 'open'
              ? { ...alert, ...change, announcements: [...alert.announcements, announcement] }
              : null,
          ),
        ),
      end: (id, { at, resolution, announcement }) =>
        Promise.resolve(
          this.#change(id, (alert) => {
            if (alert.endedAt) return null;
            const announcements = announcement
              ? [...alert.announcements, announcement]
              : alert.announcements;
            const resolved = { state: 'resolved', resolution, resolvedAt: at } as const;
            return {
              ...alert,
              ...(alert.state === 'open' ? resolved : {}),
              endedAt: at,
              updatedAt: now(),
              announcements,
            };
          }),
        ),
      countOpen: (subjects) =>
        Promise.resolve(
          new Map(
            subjects.map((subject) => [
              subject,
              this.open().filter((alert) => alert.subject === subject).length,
            ]),
          ),
        ),
      changedSince: (since) =>
        Promise.resolve([...this.alerts.values()].filter(({ updatedAt }) => updatedAt >= since)),
      withAnnouncements: () =>
        Promise.resolve(
          [...this.alerts.values()].filter(({ announcements }) => announcements.length > 0),
        ),
      dropAnnouncement: (id, key) => {
        this.#change(id, (alert) => ({
          ...alert,
          announcements: alert.announcements.filter((one) => one.key !== key),
        }));
        return Promise.resolve();
      },
    };
  }

  #change(id: string, change: (alert: AlertRecord) => AlertRecord | null): AlertRecord | null {
    const known = this.alerts.get(id);
    const changed = known ? change(known) : null;
    if (changed) this.alerts.set(id, changed);
    return changed;
  }

  /** A message is told once, however often it is arranged. */
  #tell(deliveries: readonly DeliveryRecord[]): string[] {
    for (const delivery of deliveries) {
      const { alertId, event, channelId, idempotencyKey } = delivery;
      const alert = this.alerts.get(alertId);
      if (!alert || this.#keys.has(idempotencyKey)) continue;
      this.#keys.add(idempotencyKey);
      this.deliveries.push(delivery);
      if (channelId !== null) continue;
      this.told.push({
        alertId,
        event,
        severity: alert.severity,
        reason: describeCause(alert.cause),
      });
    }
    return [];
  }
}
