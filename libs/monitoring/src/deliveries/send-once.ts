import { type ChannelRecord, type Message, type SendOutcome } from '@app/domain';
import { hasLockedSecret } from '../secrets/has-locked-secret.ts';
import type { Ports } from '../ports/index.ts';

/**
 * Hands a message to a channel, once; what came of it is a value. Rejects only when `signal` aborts: whatever else is
 * wrong with one message keeps no other waiting.
 *
 * @param compose makes the message; null when there is nothing to tell any more
 */
export async function sendOnce(
  ports: Pick<Ports, 'send' | 'log'>,
  compose: () => Message | null,
  { channel, signal, limitMs }: { channel: ChannelRecord; signal: AbortSignal; limitMs: number },
): Promise<SendOutcome> {
  if (hasLockedSecret(channel)) {
    return { outcome: 'retry', fact: { is: 'secrets-locked' }, retryAfterMs: null };
  }
  const deadline = AbortSignal.timeout(limitMs + MARGIN_MS);
  try {
    const message = compose();
    if (!message) {
      return { outcome: 'dead', fact: { is: 'alert-gone' }, isOnlyThis: true };
    }
    return await ports.send(message, channel, {
      signal: AbortSignal.any([signal, deadline]),
      timeoutMs: limitMs,
    });
  } catch (error) {
    signal.throwIfAborted();
    if (deadline.aborted) {
      return {
        outcome: 'retry',
        fact: { is: 'no-answer', by: channel.kind, why: 'timeout', withinMs: limitMs },
        retryAfterMs: null,
        isUnanswered: true,
      };
    }
    ports.log.error({ err: error, channelId: channel.id }, 'a sender failed');
    return { outcome: 'retry', fact: { is: 'not-prepared' }, retryAfterMs: null, isOnlyThis: true };
  }
}

/** Senders keep the limit themselves and say more of what happened. */
const MARGIN_MS = 1_000;
