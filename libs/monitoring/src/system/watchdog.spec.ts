import {
  type AlertRecord,
  type BlindReason,
  type Change,
  DEFAULT_SETTINGS,
  describeCause,
  type DeliveryRecord,
  type Offline,
  type QueueFigures,
  type WorkerHeartbeat,
} from '@app/domain';
import type { UpkeepRecord, UpkeepRun } from '@app/domain/backups';
import { DEFAULT_POLICIES } from '@app/domain/alerting';
import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import type { AlertStore } from '../ports/alerts.ts';
import { createWatchdog, type WatchdogPorts } from './watchdog.ts';

/** One system in memory: what watchdogs see, and what they make of it. */
class FakeSystem {
  now = new Date('2026-01-01T12:00:00Z');
  alerts: AlertRecord[] = [];
  deliveries: DeliveryRecord[] = [];
  published: Change[] = [];
  channels: { id: string; name: string; kind: string; enabled: boolean }[] = [];
  letters: Pick<DeliveryRecord, 'alertId' | 'channelId' | 'createdAt'>[] = [];
  lastDelivered: Date | null = null;
  queues: QueueFigures[] | null = [];
  worker: WorkerHeartbeat | null = {
    id: 'a',
    startedAt: this.now,
    at: this.now,
    loopDelayMs: 5,
    checksPerMinute: 1,
  };
  overdue = 0;
  offline: Offline[] = [];
  blind = new Map<BlindReason, number>();
  freeBytes: number | null = null;
  upkeep: UpkeepRecord[] = [];
  #ids = 0;

  readonly ports = {
    now: () => this.now,
    newId: () => String(++this.#ids),
    disk: { freeBytes: async () => this.freeBytes, usedBytes: async () => null },
    apiNodes: { list: async () => [] },
    workers: {
      list: async () =>
        this.worker
          ? [
              {
                ...this.worker,
                at: this.now,
                ...(this.offline.length > 0 ? { offline: this.offline } : {}),
              },
            ]
          : [],
    },
    queue: { figures: async () => this.queues, enqueueLanes: async () => undefined },
    changes: {
      publish: async (changes: readonly Change[]) => void this.published.push(...changes),
    },
    targets: {
      countBlind: async () => this.blind,
      countChecked: async () => 10,
      overdue: async () => ({ count: this.overdue, oldest: this.overdue ? this.now : null }),
    },
    floods: { since: async () => [] },
    upkeep: { list: async () => this.upkeep },
    backups: { setup: { places: ['/backups'], keyId: '1' } },
    channels: { list: async () => this.channels },
    settings: { get: async () => DEFAULT_SETTINGS },
    alertRules: {
      get: async () => ({ policies: DEFAULT_POLICIES, mutes: [], maintenance: [], version: 0 }),
    },
    deliveries: {
      insert: async (added: DeliveryRecord[]) => {
        this.deliveries.push(...added);
        return added.map(({ id }) => id);
      },
      ofAlert: async () => this.deliveries,
      list: async () => ({ items: this.letters, nextCursor: null }),
      lastDelivered: async () => this.lastDelivered,
    },
    alerts: {
      getMany: async (ids: string[]) =>
        ids.map((id) => this.alerts.find((one) => one.id === id) ?? { id, kind: 'down' }),
      list: async () => ({ items: this.alerts.slice(-1), nextCursor: null }),
      insert: async (alert: AlertRecord) => {
        if (this.alerts.some(({ state }) => state === 'open')) return 'other-open';
        this.alerts.push(alert);
        return 'inserted';
      },
      end: async (id: string, { at, ending }: Parameters<AlertStore['end']>[1]) => {
        const alert = this.alerts.find((one) => one.id === id);
        const resolution = alert?.state === 'resolved' ? alert.resolution : ending;
        return this.#change(id, { state: 'resolved', resolution, endedAt: at, ending });
      },
      restate: async (
        id: string,
        seenAt: Date,
        { announcement, ...change }: Parameters<AlertStore['restate']>[2],
      ) => {
        const alert = this.alerts.find((one) => one.id === id);
        if (alert?.updatedAt.getTime() !== seenAt.getTime() || alert.endedAt) return null;
        const { troubles } = change;
        const announcements = announcement ? [announcement] : [];
        return this.#change(id, {
          ...(alert.state === 'open' ? { ...change, announcements } : { troubles }),
          updatedAt: new Date(seenAt.getTime() + 1),
        });
      },
      planned: async () => undefined,
    },
  } as unknown as WatchdogPorts;

  #change(id: string, change: Partial<AlertRecord>): AlertRecord {
    const alert = this.alerts.find((one) => one.id === id)!;
    Object.assign(alert, change);
    return alert;
  }
}

/** What the newest alert says. */
function reasonOf({ alerts }: FakeSystem): string {
  const newest = alerts.at(-1);
  return newest ? describeCause(newest.cause) : '';
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
    const watchdog = createWatchdog(systemContext(system.ports));
    await looks(watchdog, 10);
    system.worker = null;
    await looks(watchdog, 2);
    expect(system.alerts).toEqual([]);
    await looks(watchdog, 5);
    expect(system.alerts).toMatchObject([
      { kind: 'system', targetId: null, state: 'open', severity: 'critical' },
    ]);
    expect(reasonOf(system)).toContain('Start a worker');
    expect(system.published).toEqual([{ type: 'alert', id: system.alerts[0]?.id }]);
    expect(system.deliveries).toMatchObject([{ channelKind: 'in-app', event: 'opened' }]);

    system.worker = new FakeSystem().worker;
    await looks(watchdog, 6);
    expect(system.alerts).toMatchObject([{ state: 'resolved', resolution: 'recovered' }]);
  });

  it('tells of a disk that is nearly full, until there is room', async () => {
    const system = new FakeSystem();
    const watchdog = createWatchdog(systemContext(system.ports));
    system.freeBytes = 30_000_000;
    await looks(watchdog, 3);
    expect(system.alerts).toMatchObject([{ state: 'open', severity: 'critical' }]);
    expect(reasonOf(system)).toContain('28 MB are free');
    system.freeBytes = 300_000_000;
    await looks(watchdog, 6);
    expect(system.alerts).toMatchObject([{ state: 'resolved', resolution: 'recovered' }]);
  });

  it('tells of backups that fail until one succeeds', async () => {
    const system = new FakeSystem();
    const watchdog = createWatchdog(systemContext(system.ports));
    const at = system.now;
    const run = (fault: UpkeepRun['fault']): UpkeepRun => ({ startedAt: at, endedAt: at, fault });
    const record = { name: 'backup', createdAt: at, dueAt: at, heldUntil: null } as const;
    system.upkeep = [{ ...record, last: run({ is: 'no-key' }), lastGood: null }];
    await looks(watchdog, 1);
    expect(system.alerts).toMatchObject([{ state: 'open', severity: 'warning' }]);
    expect(reasonOf(system)).toContain('The last backup failed: there is no key for backups');
    system.upkeep = [{ ...record, last: run(null), lastGood: run(null) }];
    await looks(watchdog, 6);
    expect(system.alerts).toMatchObject([{ state: 'resolved', resolution: 'recovered' }]);
  });

  it('tells by the other channels that one does not deliver, until it does, and makes no loop', async () => {
    const system = new FakeSystem();
    const watchdog = createWatchdog(systemContext(system.ports));
    const channel = (id: string) => ({ id, name: `channel ${id}`, kind: 'slack', enabled: true });
    system.channels = [channel('a'), channel('b')];
    system.letters = [{ alertId: 'down', channelId: 'a', createdAt: system.now }];
    await looks(watchdog, 3);
    expect(system.alerts).toMatchObject([{ state: 'open' }]);
    expect(reasonOf(system)).toContain('the channel channel a cannot be delivered since 2026');
    expect(system.deliveries.map(({ channelId }) => channelId)).toEqual([null, 'b']);

    const own = { alertId: system.alerts[0]!.id, channelId: 'b', createdAt: system.now };
    system.letters = [...system.letters, own];
    await looks(watchdog, 6);
    expect(system.deliveries).toHaveLength(2);

    system.lastDelivered = system.now;
    await looks(watchdog, 6);
    expect(system.alerts).toMatchObject([{ state: 'resolved', resolution: 'recovered' }]);
    expect(system.alerts).toHaveLength(1);
  });

  it('leaves it to one of many watchdogs to open and to end', async () => {
    const system = new FakeSystem();
    const [one, two] = [
      createWatchdog(systemContext(system.ports)),
      createWatchdog(systemContext(system.ports)),
    ];
    system.overdue = 7;
    for (let i = 0; i < 4; i++) await Promise.all([one(), two()]);
    expect(system.alerts).toHaveLength(1);
    expect(system.deliveries).toHaveLength(1);
  });

  it('raises a warning that becomes critical, once', async () => {
    const system = new FakeSystem();
    const watchdog = createWatchdog(systemContext(system.ports));
    system.queues = [SLOW_QUEUE];
    await looks(watchdog, 3);
    expect(system.alerts).toMatchObject([{ severity: 'warning' }]);
    system.overdue = 7;
    await looks(watchdog, 3);
    expect(system.alerts).toMatchObject([{ severity: 'critical' }]);
    expect(system.published).toHaveLength(2);
  });

  it('opens no second alert for acknowledged trouble, but one for the next', async () => {
    const system = new FakeSystem();
    const watchdog = createWatchdog(systemContext(system.ports));
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

  const told = (system: FakeSystem): string[] => system.deliveries.map(({ event }) => event);

  it('says what is true now: what is over disappears, and nobody is told of that', async () => {
    const system = new FakeSystem();
    const watchdog = createWatchdog(systemContext(system.ports));
    system.queues = [{ ...SLOW_QUEUE, oldestSeconds: null, newDeadLetters: 4 }];
    await looks(watchdog, 3);
    system.worker = null;
    await looks(watchdog, 3);
    expect(reasonOf(system)).toMatch(/^No worker has been seen/);
    expect(told(system)).toEqual(['opened', 'reminder']);

    system.worker = new FakeSystem().worker;
    await looks(watchdog, 3);
    expect(system.alerts).toMatchObject([{ state: 'open', severity: 'warning' }]);
    expect(reasonOf(system)).toMatch(/^4 jobs of the queue checks.urgent failed/);
    expect(told(system)).toEqual(['opened', 'reminder']);
  });

  it('tells once, whoever of many watchdogs sees it first, and takes nothing back', async () => {
    const system = new FakeSystem();
    const [one, two] = [
      createWatchdog(systemContext(system.ports)),
      createWatchdog(systemContext(system.ports)),
    ];
    system.queues = [SLOW_QUEUE];
    for (let i = 0; i < 4; i++) await Promise.all([one(), two()]);
    system.overdue = 7;
    for (let i = 0; i < 4; i++) await Promise.all([one(), two()]);
    const late = createWatchdog(systemContext(system.ports));
    system.queues = [];
    await late();
    expect(reasonOf(system)).toContain('jobs wait');
    expect(told(system)).toEqual(['opened', 'reminder']);
  });

  it('brings numbers up to date, once a minute', async () => {
    const system = new FakeSystem();
    const watchdog = createWatchdog(systemContext(system.ports));
    system.overdue = 7;
    await looks(watchdog, 3);
    system.overdue = 9;
    await looks(watchdog, 3);
    expect(reasonOf(system)).toContain('7 checks');
    system.now = new Date(system.now.getTime() + 60_000);
    await looks(watchdog, 1);
    expect(reasonOf(system)).toContain('9 checks');
    expect(told(system)).toEqual(['opened']);
  });

  it('opens another alert when something new joins what a person took on', async () => {
    const system = new FakeSystem();
    const watchdog = createWatchdog(systemContext(system.ports));
    system.queues = [SLOW_QUEUE];
    await looks(watchdog, 3);
    Object.assign(system.alerts[0]!, { state: 'resolved', resolution: 'acknowledged' });
    system.overdue = 7;
    await looks(watchdog, 3);
    expect(system.alerts).toMatchObject([
      { state: 'resolved', resolution: 'acknowledged', endedAt: system.now },
      { state: 'open', severity: 'critical' },
    ]);
  });

  it('says that the machine is offline, and how much cannot be seen once that has lasted', async () => {
    const system = new FakeSystem();
    const watchdog = createWatchdog(systemContext(system.ports));
    const since = new Date('2026-01-01T11:59:00Z');
    system.offline = [{ since, cause: 'gateway', family: null, gateway: '192.0.2.1' }];
    await looks(watchdog, 3);
    expect(reasonOf(system)).toBe(
      'The monitor is offline since 2026-01-01 11:59:00 UTC: its gateway 192.0.2.1 does not answer. Sites behind it are not judged until it is back.',
    );
    system.blind = new Map([['offline', 9]]);
    system.now = new Date(system.now.getTime() + 60_000);
    await looks(watchdog, 1);
    expect(reasonOf(system)).toMatch(/9 of 10 targets cannot be seen\.$/);
    expect(told(system)).toEqual(['opened']);
  });

  it('says at once that a large part cannot be seen, since that has lasted already', async () => {
    const system = new FakeSystem();
    const watchdog = createWatchdog(systemContext(system.ports));
    system.blind = new Map([['resolver', 2]]);
    await looks(watchdog, 3);
    expect(system.alerts).toEqual([]);
    system.blind = new Map([
      ['overload', 1],
      ['resolver', 2],
    ]);
    await looks(watchdog, 1);
    expect(system.alerts).toMatchObject([{ state: 'open', severity: 'critical' }]);
    expect(reasonOf(system)).toBe(
      '3 of 10 targets have not been seen for 2 min or longer, so an outage of them would not be noticed: the DNS resolver of this machine does not answer (2); the monitor is overloaded (1).',
    );
  });
});

it('tells late of trouble that could not be stored, once, and that it is over', async () => {
  const system = new FakeSystem();
  const { insert } = system.ports.alerts;
  system.ports.alerts.insert = async () => {
    throw new Error('The disk is full.');
  };
  const watchdog = createWatchdog(systemContext(system.ports));
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
  expect(reasonOf(system)).toContain('disk is full');
  await looks(watchdog, 6);
  expect(system.alerts).toMatchObject([{ state: 'resolved', resolution: 'recovered' }]);
});
