import type { ChannelRecord } from '@app/domain';
import {
  afterOutcome,
  afterSend,
  laneLimits,
  type LaneLimits,
  nextMessages,
  nextSendAt,
  pauseOf,
  sendLimitMs,
  type StoredPlan,
} from '@app/domain/lanes';
import type { Context } from '../context.ts';
import type { HeldLane } from './held-lane.ts';
import type { LanePorts } from './lane-ports.ts';
import { passOn } from './pass-on.ts';
import { readDue } from './read-work.ts';
import {
  isAhead,
  isStuck,
  isToBeTried,
  mattersOf,
  type PlannedMessage,
  readPlanned,
} from './planned.ts';
import { sendPlanned, type SentMessage } from './send-planned.ts';
import { hasLockedSecret } from '../secrets/has-locked-secret.ts';
import { settlePlan } from './settle-plan.ts';
import { sleep } from '../timers.ts';

/** A lane that has to wait for longer is given back, and a job wakes somebody when it may go on. */
const STAY_MS = 3_000;
/** How often a lane looks after its lease while messages are under way. */
const KEEP_MS = 2_500;
/** How soon it is looked whether the key of a channel is there. */
const LOCKED_WAIT_MS = 5_000;
/** Wait until what came of a message is written down once more, where the store did not take it. */
const SETTLE_AGAIN_MS = 1_000;

export interface LaneRunOptions {
  /** Whether nothing new is to be begun. */
  isClosing: () => boolean;
  /** Notes that everything known so far is looked at. */
  look: () => void;
  /** Resolves when there may be more than was looked at. */
  poked: () => Promise<void>;
}

/** One stretch of sending on a lane that leads to a channel. */
export class MessageRun {
  readonly #context: Context<LanePorts>;
  readonly #ports: LanePorts;
  readonly #held: HeldLane;
  readonly #options: LaneRunOptions & { channelId: string };
  readonly #sending = new Map<string, { message: PlannedMessage; done: Promise<void> }>();
  readonly #back: (SentMessage & { message: PlannedMessage })[] = [];
  /** A storm gathers: until then nothing is looked for. */
  #gatherUntil = new Date(0);
  /** Whether the last round looked for work: only then can more of it change anything. */
  #hasLooked = false;
  /** The channel was away: what was tried in vain stands behind what came later. */
  #hasFailed = false;

  constructor(
    context: Context<LanePorts>,
    held: HeldLane,
    options: LaneRunOptions & { channelId: string },
  ) {
    this.#context = context;
    this.#ports = context.ports;
    this.#held = held;
    this.#options = options;
  }

  /** Sends until nothing is due. Returns when there is more to do; null when nothing waits. */
  async run(): Promise<Date | null> {
    try {
      return await this.#runAndSettle();
    } catch (error) {
      // What could not be written down is held as long as the lane: it is repeated as it was.
      if (this.#back.length === 0) await this.#held.abandon();
      throw error;
    }
  }

  async #runAndSettle(): Promise<Date | null> {
    try {
      return await this.#run();
    } finally {
      // What is under way is written down whatever else went wrong: it would be sent again.
      await Promise.all([...this.#sending.values()].map(({ done }) => done));
      await this.#settleBack();
    }
  }

  async #run(): Promise<Date | null> {
    for (;;) {
      await this.#settleBack();
      const next = await this.#beginWhatMayGo();
      if (this.#held.isLost) return null;
      if (this.#sending.size === 0 && this.#back.length === 0 && this.#mayLeave(next)) {
        // Whoever goes on after a stop looks at once.
        if (await this.#held.release()) return this.#options.isClosing() ? this.#ports.now() : next;
        continue;
      }
      await this.#somethingHappens(next);
    }
  }

  #mayLeave(next: Date | null): boolean {
    if (this.#options.isClosing() || next === null) return true;
    return next.getTime() - this.#ports.now().getTime() > STAY_MS;
  }

  /** Begins messages as far as pause, pace and room permit. Returns when to look again; null: when something happens. */
  async #beginWhatMayGo(): Promise<Date | null> {
    const { state } = this.#held;
    const now = this.#ports.now();
    this.#hasLooked = false;
    if (this.#options.isClosing()) return null;
    const pause = pauseOf(state, now);
    if (pause) return pause;
    if (this.#gatherUntil > now) return this.#gatherUntil;
    const channel = await this.#ports.channels.get(this.#options.channelId);
    if (!channel?.enabled) {
      const underWay = [...this.#sending.values()].map(({ message }) => message.plan);
      underWay.push(...this.#back.map(({ plan }) => plan));
      await passOn(this.#ports, this.#held, { channel, underWay });
      return null;
    }
    if (hasLockedSecret(channel)) return await this.#waitForKey(now);
    if (state.lockedSince) this.#held.state = { ...state, lockedSince: null };
    const limits = laneLimits(channel);
    const room = this.#room(limits);
    if (room <= 0) return null;
    const paced = nextSendAt(state, limits, now);
    if (paced > now) return paced;
    return await this.#beginNext(channel, { limits, room });
  }

  /**
   * Its address cannot be read here. Nothing is tried, so that nothing is given up: another process may have the key, and
   * this one may get it back.
   */
  async #waitForKey(now: Date): Promise<Date | null> {
    const [waiting] = await this.#ports.deliveries.pendingOnLane(this.#options.channelId, 1);
    const { state } = this.#held;
    this.#held.state = { ...state, lockedSince: waiting ? (state.lockedSince ?? now) : null };
    return waiting ? new Date(now.getTime() + LOCKED_WAIT_MS) : null;
  }

  /** A channel that failed gets one message, which shows whether it is back. */
  #room({ concurrent }: LaneLimits): number {
    return (this.#held.state.failures > 0 ? 1 : concurrent) - this.#sending.size;
  }

  async #beginNext(
    channel: ChannelRecord,
    { limits, room }: { limits: LaneLimits; room: number },
  ): Promise<Date | null> {
    const now = this.#ports.now();
    const waiting = await this.#readWaiting(now);
    if (isStuck(waiting)) {
      const next = await this.#beginNew(channel, { limits, room, waiting });
      if (waiting.length === 0 || (next && next <= now)) return next;
    }
    await this.#begin(channel, waiting.slice(0, room), limits);
    return now;
  }

  /** It is being sent, or its answer has come and is not written down yet. */
  #isUnderWay({ key }: StoredPlan): boolean {
    return this.#sending.has(key) || this.#back.some(({ plan }) => plan.key === key);
  }

  /** Messages that were decided before and are to be repeated by now. Forgets those that were settled. */
  async #readWaiting(now: Date): Promise<PlannedMessage[]> {
    const { plans } = this.#held.state;
    const planned = await readPlanned(
      this.#ports,
      plans.filter((plan) => !this.#isUnderWay(plan)),
    );
    for (const message of planned) if (message.isSettled) this.#forget(message);
    return planned.filter((message) => isToBeTried(message, now));
  }

  async #beginNew(
    channel: ChannelRecord,
    {
      limits,
      room,
      waiting,
    }: { limits: LaneLimits; room: number; waiting: readonly PlannedMessage[] },
  ): Promise<Date | null> {
    const now = this.#ports.now();
    this.#options.look();
    this.#hasLooked = true;
    this.#hasFailed ||= this.#held.state.failures > 0;
    const looked = { ...limits, hasFailed: this.#hasFailed };
    const work = await readDue(this.#ports, this.#options.channelId, looked);
    const { plans, drops, waits, gatherUntil } = nextMessages({
      ...work,
      ...{ lane: this.#held.state, limits, now },
      underWay: mattersOf([
        // An answer may have come while the store was asked: it may have to be told again.
        ...[...this.#sending.values(), ...this.#back].map(({ message }) => message),
        ...waiting.filter(isAhead),
      ]),
    });
    for (const { id, because } of drops) await this.#ports.deliveries.drop([id], because);
    for (const { id, until } of waits) await this.#ports.deliveries.postpone(id, until);
    if (plans.length > 0) {
      const byId = new Map(work.ofAlerts.map((one) => [one.id, one]));
      const messages = plans.slice(0, room).map((plan) => ({
        ...{ plan, alerts: work.alerts, targets: work.targets, isSettled: false },
        deliveries: plan.deliveryIds.flatMap((id) => byId.get(id) ?? []),
      }));
      await this.#begin(channel, messages, limits);
      return now;
    }
    if (drops.length + waits.length > 0) return now;
    if (gatherUntil) this.#gatherUntil = gatherUntil;
    return gatherUntil ?? (await this.#ports.deliveries.nextOnLane(this.#options.channelId, now));
  }

  /** Stores what is going to be said, then says it. */
  async #begin(
    channel: ChannelRecord,
    messages: readonly PlannedMessage[],
    limits: LaneLimits,
  ): Promise<void> {
    const held = this.#held;
    const now = this.#ports.now();
    let { paceAt } = held.state;
    const begun: PlannedMessage[] = [];
    for (const message of messages) {
      if (nextSendAt(held.state, limits, now) > now) break;
      const others = held.state.plans.filter(({ key }) => key !== message.plan.key);
      held.state = {
        ...held.state,
        paceAt: afterSend(held.state, limits, now),
        plans: [...others, message.plan],
      };
      begun.push(message);
    }
    if (!(await held.save())) return;
    const owned = await this.#hold(begun);
    // Receivers see when messages come, and not when the store was asked to keep what they say.
    const sentAt = this.#ports.now();
    // After a process stood still, whoever has the lane by now may have been asked to wait.
    if (held.hasRunOut(sentAt)) {
      for (const message of begun) await this.#letGo(message);
      return;
    }
    for (const message of begun) {
      if (message.plan.deliveryIds.some((id) => owned.has(id))) {
        paceAt = afterSend({ paceAt }, limits, sentAt);
        held.state = { ...held.state, paceAt };
        this.#send(channel, message);
      } else this.#forget(message);
    }
  }

  async #hold(messages: readonly PlannedMessage[]): Promise<ReadonlySet<string>> {
    const ids = messages.flatMap(({ plan }) => plan.deliveryIds);
    try {
      return new Set(await this.#ports.deliveries.hold(ids, this.#ports.now(), this.#held.lease));
    } catch (error) {
      // The store may have done it nevertheless.
      for (const message of messages) await this.#letGo(message);
      throw error;
    }
  }

  /** Somebody else has told it, or put it away. */
  #forget({ plan }: PlannedMessage): void {
    const { state } = this.#held;
    this.#held.state = { ...state, plans: state.plans.filter(({ key }) => key !== plan.key) };
  }

  #send(channel: ChannelRecord, message: PlannedMessage): void {
    const limitMs = sendLimitMs(this.#held.state, message.plan);
    const done = sendPlanned(this.#context, message, { channel, limitMs }).then(async (sent) => {
      if (sent) this.#back.push({ ...sent, message });
      else await this.#letGo(message);
      this.#sending.delete(message.plan.key);
    });
    this.#sending.set(message.plan.key, { message, done });
  }

  /** Whoever goes on repeats a message that was broken off: its deliveries are given back with the lane. */
  async #letGo({ plan }: PlannedMessage): Promise<void> {
    const over = { token: this.#held.token, until: this.#ports.now() };
    try {
      await this.#ports.deliveries.prolong(plan.deliveryIds, over);
    } catch (error) {
      this.#ports.log.warn({ err: error }, 'the lease on a message was left to run out');
    }
  }

  async #settleBack(): Promise<void> {
    for (let [sent] = this.#back; sent; [sent] = this.#back) {
      const settlement = { ...sent, channelId: this.#options.channelId, token: this.#held.token };
      try {
        await settlePlan(this.#ports, settlement);
      } catch (error) {
        this.#ports.log.warn({ err: error }, 'what came of a message is written down later');
        await sleep(SETTLE_AGAIN_MS, this.#context.signal);
        this.#context.signal.throwIfAborted();
        continue;
      }
      this.#back.shift();
      this.#held.state = afterOutcome(this.#held.state, sent, {
        now: this.#ports.now(),
        random: Math.random(),
      });
      if (!this.#held.isLost) await this.#held.save();
    }
  }

  async #somethingHappens(next: Date | null): Promise<void> {
    const waitMs = Math.min(KEEP_MS, (next?.getTime() ?? Infinity) - this.#ports.now().getTime());
    if (waitMs > 0 && this.#back.length === 0) {
      const stop = new AbortController();
      await Promise.race([
        ...[...this.#sending.values()].map(({ done }) => done),
        ...(this.#hasLooked ? [this.#options.poked()] : []),
        sleep(waitMs, stop.signal),
      ]);
      stop.abort();
    }
    const underWay = [...this.#sending.values()].flatMap(({ message }) => message.plan.deliveryIds);
    await this.#held.keep(underWay);
  }
}
