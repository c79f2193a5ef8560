import type { DeliveryRecord } from '@app/domain';
import { alertRecord, deliveryRecord } from '@app/domain/testing';
import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { LaneDesk } from '../testing/lane-desk.ts';
import { LaneRuns } from './lane-runs.ts';

const T0 = new Date('2026-03-01T12:00:00Z').getTime();
const ENDED = {
  state: 'resolved',
  resolution: 'recovered',
  resolvedAt: new Date(T0),
  endedAt: new Date(T0),
} as const;
const WRITES = {
  lanes: ['claim', 'save', 'release'],
  deliveries: ['hold', 'settle', 'drop', 'postpone'],
  channels: ['setLastDelivery'],
} as const;

type Port = Record<string, (...args: unknown[]) => Promise<unknown>>;

/** A lane whose runner dies at one of its writes, before or after it; somebody else goes on a minute later. */
class Dying {
  #now = T0;
  #writes = 0;
  #dead = new AbortController();
  readonly desk = new LaneDesk(() => new Date(this.#now));
  dieAt = 0;
  isDone = true;

  constructor() {
    this.desk.channels = [
      {
        ...{ id: 'chat', name: 'chat', kind: 'webhook', enabled: true, fallbackChannelId: null },
        config: { url: 'http://receiver.test' },
        createdAt: new Date(T0),
      },
    ];
    for (const [name, methods] of Object.entries(WRITES)) {
      const port = (this.desk.ports as unknown as Record<string, Port>)[name]!;
      for (const method of methods) {
        const write = port[method]!;
        port[method] = async (...args) => {
          this.#dead.signal.throwIfAborted();
          const isLast = ++this.#writes === this.dieAt;
          if (isLast && !this.isDone) this.#die();
          const answer = await write(...args);
          if (isLast) this.#die();
          return answer;
        };
      }
    }
  }

  #die(): never {
    this.#dead.abort(new Error('died'));
    throw new Error('died');
  }

  plan(alertId: string, event: DeliveryRecord['event']): void {
    const at = new Date(this.#now);
    if (event === 'opened') {
      this.desk.alerts.set(alertId, alertRecord({ id: alertId, subject: alertId, targetId: null }));
    } else if (event === 'resolved') {
      this.desk.alerts.set(alertId, { ...this.desk.alerts.get(alertId)!, ...ENDED });
    }
    this.desk.add(
      deliveryRecord({
        ...{ id: `${alertId}-${event}`, idempotencyKey: `${alertId}:${event}`, alertId, event },
        ...{ createdAt: at, nextAttemptAt: at },
      }),
    );
  }

  async run(): Promise<void> {
    this.#now += 100_000;
    this.#dead = new AbortController();
    const { signal } = this.#dead;
    const runs = new LaneRuns(systemContext(this.desk.ports, { signal }));
    await runs.run('chat', signal).catch(() => undefined);
  }

  /** Whether everything was told, how often too many, and in which order. */
  toldOf(alertId: string): string[] {
    return this.desk.sent.flatMap(({ alert, event, isWhole, items = [] }) =>
      [{ alert, event, isWhole }, ...items].flatMap((one) =>
        one.alert?.id === alertId ? [one.isWhole ? 'whole' : one.event] : [],
      ),
    );
  }
}

const withoutRepeats = (told: readonly string[]): string[] =>
  told.filter((one, i) => one !== told[i - 1]);

async function play(dieAt: number, isDone: boolean, count: number): Promise<Dying> {
  const dying = new Dying();
  Object.assign(dying, { dieAt, isDone });
  const ids = Array.from({ length: count }, (_, i) => `a${i}`);
  for (const id of ids) dying.plan(id, 'opened');
  await dying.run();
  for (const id of ids.slice(1)) dying.plan(id, 'reminder');
  for (const id of ids) dying.plan(id, 'resolved');
  for (let i = 0; i < 4; i++) await dying.run();
  return dying;
}

describe.each([2, 25])('a runner that dies, with %i alerts under way', (count) => {
  it.each([true, false])(
    'loses nothing and turns nothing round, write done: %s',
    async (isDone) => {
      for (let dieAt = 1; dieAt <= 14; dieAt++) {
        const { desk, ...rest } = await play(dieAt, isDone, count).then((one) => ({
          desk: one.desk,
          told: Array.from({ length: count }, (_, i) => one.toldOf(`a${i}`)),
        }));
        const left = [...desk.deliveries.values()].filter(({ state }) => state === 'pending');
        expect(left, `left after death at ${dieAt}`).toEqual([]);
        for (const told of rest.told) {
          const expected = [['opened', 'resolved'], ['whole']].map(String);
          expect(expected, `told after death at ${dieAt}`).toContain(String(withoutRepeats(told)));
          expect(told.length, `copies after death at ${dieAt}`).toBeLessThanOrEqual(3);
        }
      }
    },
  );
});
