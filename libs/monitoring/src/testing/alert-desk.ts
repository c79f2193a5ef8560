import {
  type AlertRecord,
  type ChannelRecord,
  DEFAULT_SETTINGS,
  describeCause,
  type DeliveryRecord,
  type Settings,
} from '@app/domain';
import { DEFAULT_POLICIES } from '@app/domain/alerting';
import type { AlertPorts } from '../outbox/apply-alert-entry.ts';
import type { AlertRules } from '../ports/alert-rules.ts';
import { MemoryAlerts } from './memory-alerts.ts';

/** What people were told: one entry for each message of the in-app channel. */
export interface Told {
  alertId: string;
  event: DeliveryRecord['event'];
  severity: AlertRecord['severity'];
  reason: string;
}

/** Ports for the way from intents to messages, in memory, with the promises of the real stores. */
export class AlertDesk {
  readonly #alerts: MemoryAlerts;
  readonly told: Told[] = [];
  readonly deliveries: DeliveryRecord[] = [];
  channels: ChannelRecord[] = [];
  settings: Settings = DEFAULT_SETTINGS;
  rules: AlertRules = { policies: DEFAULT_POLICIES, mutes: [], maintenance: [] };
  readonly #keys = new Set<string>();
  readonly ports: AlertPorts;

  constructor(now: () => Date) {
    this.#alerts = new MemoryAlerts(now);
    let ids = 0;
    const quiet = (): void => undefined;
    this.ports = {
      alerts: { ...this.#alerts.store },
      alertRules: {
        get: () => Promise.resolve({ ...this.rules, version: 1 }),
      },
      deliveries: {
        insert: (deliveries: readonly DeliveryRecord[]) => Promise.resolve(this.#tell(deliveries)),
        ofAlert: (id: string) =>
          Promise.resolve(this.deliveries.filter(({ alertId }) => alertId === id)),
        redate: (id: string, nextAttemptAt: Date) => {
          for (const one of this.deliveries)
            if (one.id === id) Object.assign(one, { nextAttemptAt });
          return Promise.resolve();
        },
        lanesDue: () => Promise.resolve([]),
        fallbackDue: () => Promise.resolve([]),
        repairFutureTimes: () => Promise.resolve(0),
        list: () => Promise.resolve({ items: [], nextCursor: null }),
      },
      lanes: { list: () => Promise.resolve([]) },
      channels: { list: () => Promise.resolve([...this.channels]) },
      targets: {
        get: () => Promise.resolve(null),
        onDomain: () => Promise.resolve([]),
        dropIntent: () => Promise.resolve(),
      },
      settings: { get: () => Promise.resolve(this.settings) },
      queue: { enqueueLanes: () => Promise.resolve() },
      changes: { publish: () => Promise.resolve() },
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
      now,
      newId: () => `id-${++ids}`,
    } as unknown as AlertPorts;
  }

  get alerts(): Map<string, AlertRecord> {
    return this.#alerts.records;
  }

  /** A person takes an alert on. */
  acknowledge(id: string, at: Date): void {
    this.#alerts.acknowledge(id, at);
  }

  all(): (AlertRecord & { reason: string })[] {
    return [...this.alerts.values()].map((one) => ({ ...one, reason: describeCause(one.cause) }));
  }

  open(): (AlertRecord & { reason: string })[] {
    return this.all().filter(({ state }) => state === 'open');
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
