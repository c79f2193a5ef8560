import { DEFAULT_SETTINGS, type QueueFigures } from '@app/domain';
import { describe, expect, it } from 'vitest';
import type { Change } from '../queue-ports.ts';
import type { AlertRecord, DeliveryRecord, WorkerBeat } from '../records.ts';
import { createWatchdog, type WatchdogPorts } from './watchdog.ts';

/** One system in memory: what watchdogs see, and what they make of it. */
class FakeSystem {
  now = new Date('2026-01-01T12:00:00Z');
  alerts: AlertRecord[] = [];
  deliveries: DeliveryRecord[] = [];
  rung: Change[] = [];
  queues: QueueFigures[] | null = [];
  worker: WorkerBeat | null = {
    id: 'a',
    startedAt: this.now,
    at: this.now,
    loopDelayMs: 5,
    checksPerMinute: 1,
  };
  overdue = 0;
  #ids = 0;

  readonly ports = {
    now: () => this.now,
    newId: () => String(++this.#ids),
    workers: { list: async () => (this.worker ? [{ ...this.worker, at: this.now }] : []) },
    queue: { figures: async () => this.queues, ringDeliveries: async () => undefined },
    bell: { ring: async (changes: readonly Change[]) => void this.rung.push(...changes) },
    targets: {
      overdue: async () => ({ count: this.overdue, oldest: this.overdue ? this.now : null }),
    },
    channels: { list: async () => [] },
    settings: { get: async () => DEFAULT_SETTINGS },
    deliveries: {
      insert: async (added: DeliveryRecord[]) => {
        this.deliveries.push(...added);
        return added.map(({ id }) => id);
      },
      ofAlert: async () => this.deliveries,
    },
    alerts: {
      list: async () => ({ items: this.alerts.slice(-1), nextCursor: null }),
      insert: async (alert: AlertRecord) => {
        if (this.alerts.some(({ state }) => state === 'open')) return 'other-open';
        this.alerts.push(alert);
        return 'inserted';
      },
      end: async (id: string, { at }: { at: Date }) =>
        this.#change(id, { state: 'resolved', resolution: 'recovered', endedAt: at }),
      escalate: async (
        id: string,
        { severity, reason }: Pick<AlertRecord, 'severity' | 'reason'>,
      ) => this.#change(id, { severity, reason }),
      dropAnnouncement: async () => undefined,
    },
  } as unknown as WatchdogPorts;

  #change(id: string, change: Partial<AlertRecord>): AlertRecord {
    const alert = this.alerts.find((one) => one.id === id)!;
    Object.assign(alert, change);
    return alert;
  }
}

async function looks(watchdog: () => Promise<unknown>, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await watchdog();
}

const SLOW_QUEUE: QueueFigures = {
  name: 'checks.urgent',
  waiting: 1,
  deferred: 0,
  active: 0,
  oldestSeconds: 90,
  deadLetters: 0,
  newDeadLetters: 0,
};

describe('the watchdog', () => {
  it('opens one alert for trouble that lasts, tells it, and ends it', async () => {
    const system = new FakeSystem();
    const watchdog = createWatchdog(system.ports);
    await looks(watchdog, 10);
    system.worker = null;
    await looks(watchdog, 2);
    expect(system.alerts).toEqual([]);
    await looks(watchdog, 5);
    expect(system.alerts).toMatchObject([
      { kind: 'system', targetId: null, state: 'open', severity: 'critical' },
    ]);
    expect(system.alerts[0]?.reason).toContain('Start a worker');
    expect(system.rung).toEqual([{ type: 'alert', id: system.alerts[0]?.id }]);
    expect(system.deliveries).toMatchObject([{ channelKind: 'in-app', event: 'opened' }]);

    system.worker = new FakeSystem().worker;
    await looks(watchdog, 6);
    expect(system.alerts).toMatchObject([{ state: 'resolved', resolution: 'recovered' }]);
  });

  it('leaves it to one of many watchdogs to open and to end', async () => {
    const system = new FakeSystem();
    const [one, two] = [createWatchdog(system.ports), createWatchdog(system.ports)];
    system.overdue = 7;
    for (let i = 0; i < 4; i++) await Promise.all([one(), two()]);
    expect(system.alerts).toHaveLength(1);
    expect(system.deliveries).toHaveLength(1);
  });

  it('raises a warning that becomes critical, once', async () => {
    const system = new FakeSystem();
    const watchdog = createWatchdog(system.ports);
    system.queues = [SLOW_QUEUE];
    await looks(watchdog, 3);
    expect(system.alerts).toMatchObject([{ severity: 'warning' }]);
    system.overdue = 7;
    await looks(watchdog, 3);
    expect(system.alerts).toMatchObject([{ severity: 'critical' }]);
    expect(system.rung).toHaveLength(2);
  });

  it('opens no second alert for acknowledged trouble, but one for the next', async () => {
    const system = new FakeSystem();
    const watchdog = createWatchdog(system.ports);
    system.overdue = 7;
    await looks(watchdog, 3);
    Object.assign(system.alerts[0]!, { state: 'resolved', resolution: 'acknowledged' });
    await looks(watchdog, 5);
    expect(system.alerts).toHaveLength(1);
    system.overdue = 0;
    await looks(watchdog, 6);
    expect(system.alerts[0]?.endedAt).toEqual(system.now);
    system.overdue = 7;
    await looks(watchdog, 3);
    expect(system.alerts).toHaveLength(2);
  });
});

it('tells late of trouble that could not be stored, once, and that it is over', async () => {
  const system = new FakeSystem();
  const { insert } = system.ports.alerts;
  system.ports.alerts.insert = async () => {
    throw new Error('The disk is full.');
  };
  const watchdog = createWatchdog(system.ports);
  system.worker = null;
  await looks(() => watchdog().catch(() => undefined), 5);
  system.ports.alerts.insert = insert;
  system.worker = {
    id: 'a',
    startedAt: system.now,
    at: system.now,
    loopDelayMs: 5,
    checksPerMinute: 1,
  };
  await looks(watchdog, 2);
  expect(system.alerts).toMatchObject([{ state: 'open', severity: 'critical' }]);
  expect(system.alerts[0]?.reason).toContain('disk is full');
  await looks(watchdog, 6);
  expect(system.alerts).toMatchObject([{ state: 'resolved', resolution: 'recovered' }]);
});
