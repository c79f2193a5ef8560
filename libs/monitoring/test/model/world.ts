import {
  type AlertRecord,
  type ChannelRecord,
  DEFAULT_SETTINGS,
  type Message,
  type Settings,
  type TargetRecord,
} from '@app/domain';
import { systemContext } from '../../src/context.ts';
import { handOverLate } from '../../src/deliveries/hand-over-late.ts';
import { reconcile } from '../../src/outbox/reconcile.ts';
import type { Ports } from '../../src/ports/index.ts';
import { MemoryAlertRules } from '../../src/testing/memory-alert-rules.ts';
import { MemoryAlerts } from '../../src/testing/memory-alerts.ts';
import { MemoryChannels } from '../../src/testing/memory-channels.ts';
import { MemoryDeliveries } from '../../src/testing/memory-deliveries.ts';
import { MemoryLanes } from '../../src/testing/memory-lanes.ts';
import { MemoryRegistrations } from '../../src/testing/memory-registrations.ts';
import { MemoryTargets } from '../../src/testing/memory-targets.ts';
import { Dice } from './dice.ts';
import { Host, type Weather } from './host.ts';
import { nextWorkAt } from './next-work.ts';
import { Receivers } from './receivers.ts';
import type { Setup } from './schedule.ts';
import { VirtualTime } from './virtual-time.ts';

const WORKERS = 2;
const RECONCILE_MS = 10_000;
const LONGEST_SKIP_MS = 30 * 60_000;

/** Something that breaks the model on purpose: it changes what stores are told, or answer. */
export type Defect = (ports: Ports) => Ports;

/** Who looks on: what a message was when its sending began, and every moment at which something may have changed. */
export interface Witness {
  onSend: (message: Message, channel: ChannelRecord) => void;
  onMoment: (elapsedMs: number) => void;
}

/** The real use cases over stores in memory, with processes that die, jobs that get lost, and receivers of all manners. */
export class World {
  readonly time = new VirtualTime();
  readonly dice: Dice;
  readonly alerts = new MemoryAlerts(this.time.now);
  readonly rules = new MemoryAlertRules();
  readonly channels = new MemoryChannels();
  readonly deliveries = new MemoryDeliveries(this.time.now);
  readonly lanes = new MemoryLanes();
  readonly targets = new MemoryTargets();
  readonly inbox = new Map<string, { alertId: string; event: string }>();
  readonly receivers: Receivers;
  readonly weather: Weather;
  readonly hosts: Host[] = [];
  readonly errors: string[] = [];
  witness: Witness = { onSend: () => undefined, onMoment: () => undefined };
  settings: Settings = DEFAULT_SETTINGS;
  #setup: Setup;
  readonly #ports: Ports;
  #ids = 0;
  #reconciledAt = 0;
  #handedOverAt = -1;
  #seenMs = 0;

  constructor(setup: Setup, defect: Defect = (ports) => ports) {
    this.#setup = setup;
    this.dice = new Dice(setup.seed);
    this.receivers = new Receivers(this.time, this.dice);
    this.weather = { deaths: setup.deaths, isStoreAway: false };
    this.#ports = defect(this.#createPorts());
    for (let i = 0; i < WORKERS; i++) this.hosts.push(this.#boot());
  }

  readonly newId = (): string => `id-${++this.#ids}`;

  /** A process for what people do: a worker's death is none of theirs. */
  person(): Host {
    return this.#boot();
  }

  get workers(): Host[] {
    return this.hosts.filter(({ isUp }) => isUp);
  }

  get alertList(): AlertRecord[] {
    return [...this.alerts.records.values()];
  }

  get targetList(): TargetRecord[] {
    return [...this.targets.records.values()].filter(({ removedAt }) => removedAt === null);
  }

  get channelList(): ChannelRecord[] {
    return [...this.channels.records.values()];
  }

  /** No more faults: what is dead is replaced, and nothing gets lost. */
  calm(): void {
    Object.assign(this.weather, { deaths: 0, isStoreAway: false });
    this.#setup = { ...this.#setup, lostJobs: 0, doubledJobs: 0 };
    this.receivers.recover();
  }

  /** Lets time pass, and everything happen that falls into it. */
  async wait(ms: number): Promise<void> {
    const end = this.time.ms + ms;
    for (;;) {
      await this.time.settle();
      this.witness.onMoment(this.time.ms - this.#seenMs);
      this.#seenMs = this.time.ms;
      const tick = this.#nextTick();
      const fallback = this.#nextFallback();
      const next = Math.min(this.time.next, tick, fallback, end);
      if (next >= end) {
        this.time.moveTo(end);
        return;
      }
      this.time.moveTo(next);
      if (tick <= next) this.#reconcile();
      if (fallback <= next) this.#handOver();
    }
  }

  /** When a worker has fallbacks take over: at their moment, and again where that came to nothing. */
  #nextFallback(): number {
    let next = Infinity;
    for (const { state, fallbackAt } of this.deliveries.records.values()) {
      if (state !== 'pending' || !fallbackAt) continue;
      const at = this.time.msOf(fallbackAt);
      next = Math.min(next, at > this.#handedOverAt ? at : this.#handedOverAt + RECONCILE_MS);
    }
    return Math.max(next, this.time.ms);
  }

  #handOver(): void {
    this.#handedOverAt = this.time.ms;
    const host = this.dice.pick(this.workers);
    if (!host) return;
    const { ports, signal } = host;
    void handOverLate(systemContext(ports, { signal }), new Map()).catch(() => undefined);
  }

  #nextTick(): number {
    const workAt = Math.max(nextWorkAt(this), this.time.ms);
    const ticks = Math.ceil((workAt - this.#reconciledAt) / RECONCILE_MS);
    const soon = this.#reconciledAt + Math.max(1, ticks) * RECONCILE_MS;
    return Math.max(this.time.ms, Math.min(soon, this.#reconciledAt + LONGEST_SKIP_MS));
  }

  #reconcile(): void {
    this.#reconciledAt = this.time.ms;
    this.#replaceTheDead();
    const host = this.dice.pick(this.workers);
    if (!host) return;
    const { ports, setbacks, signal } = host;
    void reconcile(systemContext(ports, { signal }), { setbacks }).catch(() => undefined);
  }

  #replaceTheDead(): void {
    for (const [i, { isUp }] of this.hosts.entries()) {
      if (!isUp && this.dice.chance(0.5)) this.hosts[i] = this.#boot();
    }
  }

  #boot(): Host {
    const { time, dice, weather } = this;
    return new Host(this.#ports, { time, dice, weather });
  }

  #enqueue(laneIds: readonly string[], at: Date | null): void {
    const { lostJobs, doubledJobs } = this.#setup;
    for (const laneId of laneIds) {
      if (this.dice.chance(lostJobs)) continue;
      const copies = this.dice.chance(doubledJobs) ? 2 : 1;
      for (let i = 0; i < copies; i++) {
        const waitMs = (at ? at.getTime() - this.time.now().getTime() : 0) + this.dice.below(500);
        this.time.setTimer(() => this.#work(laneId), waitMs);
      }
    }
  }

  #work(laneId: string): void {
    const host = this.dice.pick(this.workers);
    void host?.lanes.run(laneId, host.signal).catch(() => undefined);
  }

  #createPorts(): Ports {
    const done = (): Promise<void> => Promise.resolve();
    const quiet = (): void => undefined;
    const registrations = new MemoryRegistrations(this.time.now);
    return {
      alerts: this.alerts.store,
      alertRules: this.rules.store,
      channels: this.channels.store,
      deliveries: this.deliveries.store,
      lanes: this.lanes.store,
      targets: this.targets.store,
      registrations: registrations.store,
      results: { eraseTarget: done },
      daily: { eraseTarget: done },
      settings: { get: async () => this.settings },
      inbox: {
        insert: async (items: { id: string; alertId: string; event: string }[]) => {
          for (const one of items) if (!this.inbox.has(one.id)) this.inbox.set(one.id, one);
        },
        repairFutureTimes: async () => 0,
      },
      queue: {
        enqueueChecks: done,
        enqueueLanes: async (ids: readonly string[], at: Date | null) => this.#enqueue(ids, at),
      },
      changes: { publish: done },
      send: async (
        message: Message,
        channel: ChannelRecord,
        options: { signal: AbortSignal; timeoutMs: number },
      ) => {
        this.witness.onSend(message, channel);
        return await this.receivers.receive(message, channel, options);
      },
      writeMessage: () => ({ title: '', text: '' }),
      judgeChannelUrl: () => null,
      publicUrl: 'http://monitor.test',
      log: {
        ...{ debug: quiet, info: quiet, warn: quiet },
        error: (fields: { err?: unknown }) => this.#note(fields.err),
      },
      now: this.time.now,
      newId: this.newId,
    } as never;
  }

  /** Errors that no fault of the model explains are faults of the monitor. */
  #note(error: unknown): void {
    if (this.weather.isStoreAway || !(error instanceof TypeError || error instanceof RangeError))
      return;
    this.errors.push(error.stack ?? error.message);
  }
}
