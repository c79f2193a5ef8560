import type { ChannelRecord, Message, NoAnswer, SendFact, SendOutcome } from '@app/domain';
import type { Dice } from './dice.ts';
import type { Manner } from './schedule.ts';
import type { VirtualTime } from './virtual-time.ts';

/** One event of an alert that somebody was told. */
export interface Heard {
  /** Who: a channel, and of mail the address. */
  seat: string;
  channelId: string;
  alertId: string;
  event: 'opened' | 'reminder' | 'resolved';
  isWhole: boolean;
  key: string;
  /** When it was taken, in milliseconds of the model. */
  at: number;
  /** Why the monitor may not know that it was taken. */
  unlearned: 'late' | 'cut' | null;
}

export const seatOf = (channelId: string, recipient: string | null | undefined): string =>
  recipient ? `${channelId} ${recipient}` : channelId;

/** Whatever is at the other end of channels: it takes messages, or does not, and remembers what it was told. */
export class Receivers {
  readonly heard: Heard[] = [];
  readonly #last = new Map<string, { is: 'yes' | 'no'; at: number }>();
  readonly #manners = new Map<string, Manner>();
  readonly #time: VirtualTime;
  readonly #dice: Dice;

  constructor(time: VirtualTime, dice: Dice) {
    this.#time = time;
    this.#dice = dice;
  }

  /** Whether a channel took what it was sent last, and since when that is so; null where nothing came of anything. */
  lastOf(channelId: string, before: number): 'yes' | 'no' | null {
    const known = this.#last.get(channelId);
    if (!known) return null;
    return known.is === 'no' && known.at > before ? null : known.is;
  }

  behave(channelId: string, manner: Manner): void {
    this.#manners.set(channelId, manner);
  }

  /** From now on all of them take everything. */
  recover(): void {
    this.#manners.clear();
  }

  mannerOf(channelId: string): Manner {
    return this.#manners.get(channelId) ?? { is: 'fine' };
  }

  async receive(
    message: Message,
    channel: ChannelRecord,
    options: { signal: AbortSignal; timeoutMs: number },
  ): Promise<SendOutcome> {
    const outcome = await this.#answer(message, channel, options);
    const isOfOne = 'isOnlyThis' in outcome && outcome.isOnlyThis === true;
    if (message.event !== 'test' && !isOfOne) {
      this.#last.set(channel.id, {
        is: outcome.outcome === 'sent' ? 'yes' : 'no',
        at: this.#time.ms,
      });
    }
    return outcome;
  }

  async #answer(
    message: Message,
    channel: ChannelRecord,
    { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
  ): Promise<SendOutcome> {
    const manner = this.mannerOf(channel.id);
    const limit = { signal, timeoutMs };
    switch (manner.is) {
      case 'fine':
        await this.#pass(20 + this.#dice.below(900), signal);
        return this.#take(message, channel, null);
      case 'broken':
        await this.#pass(50, signal);
        return { outcome: 'retry', fact: answered(500), retryAfterMs: null };
      case 'throttling':
        await this.#pass(50, signal);
        return { outcome: 'retry', fact: answered(429), retryAfterMs: manner.seconds * 1_000 };
      case 'gone':
        await this.#pass(50, signal);
        return { outcome: 'dead', fact: answered(404) };
      case 'picky':
        await this.#pass(50, signal);
        if (this.#dice.chance(0.5)) return this.#take(message, channel, null);
        return { outcome: 'retry', fact: answered(451), retryAfterMs: null, isOnlyThis: true };
      case 'cut':
        await this.#pass(50, signal);
        this.#take(message, channel, 'cut');
        return unanswered({ why: 'closed' });
      case 'hung':
        return await this.#silence(limit);
      case 'late': {
        await this.#pass(50, signal);
        const isInTime = manner.seconds * 1_000 < timeoutMs;
        const taken = this.#take(message, channel, isInTime ? null : 'late');
        if (!isInTime) return await this.#silence(limit);
        await this.#pass(manner.seconds * 1_000, signal);
        return taken;
      }
    }
  }

  async #silence({
    signal,
    timeoutMs,
  }: {
    signal: AbortSignal;
    timeoutMs: number;
  }): Promise<SendOutcome> {
    await this.#pass(timeoutMs, signal);
    return unanswered({ why: 'timeout', withinMs: timeoutMs });
  }

  async #pass(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      this.#time.setTimer(resolve, ms);
      signal.addEventListener('abort', () => reject(new Error('stopped')));
    });
  }

  #take(message: Message, { id }: ChannelRecord, unlearned: Heard['unlearned']): SendOutcome {
    for (const { alertId, event, isWhole } of eventsOf(message)) {
      this.heard.push({
        seat: seatOf(id, message.recipient),
        channelId: id,
        ...{ alertId, event, isWhole, unlearned },
        key: message.idempotencyKey,
        at: this.#time.ms,
      });
    }
    return { outcome: 'sent', fact: { is: 'taken', by: 'webhook' } };
  }
}

const answered = (status: number): SendFact => ({ is: 'answered', by: 'webhook', status });

const unanswered = (answer: NoAnswer): SendOutcome => ({
  outcome: 'retry',
  fact: { is: 'no-answer', by: 'webhook', ...answer },
  retryAfterMs: null,
  isUnanswered: true,
});

/** The events that a message tells. */
export function eventsOf(message: Message): Pick<Heard, 'alertId' | 'event' | 'isWhole'>[] {
  const items = message.items ?? [message];
  return items.flatMap(({ alert, event, isWhole }) =>
    alert && event !== 'test' && event !== 'digest'
      ? [{ alertId: alert.id, event, isWhole: isWhole ?? false }]
      : [],
  );
}
