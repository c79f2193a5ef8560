import type { Received } from '../../../receivers/received.ts';
import { type Reaction, TAKEN } from '../../../receivers/receivers.ts';

/** What happens to messages, each at a place of its own. `mail` is the path of Resend. */
export const PROVIDERS = [
  'well',
  'slow',
  'hung',
  'limited',
  'broken',
  'webhook-dropping',
  'chat-dropping',
  'emails',
  'bad',
  'unknown',
  'gone',
] as const;
export type Provider = (typeof PROVIDERS)[number];

/** What each answers that refuses for good. */
export const REFUSALS = { bad: 400, unknown: 404, gone: 410 } as const;
/** For how long one asks for quiet. */
export const QUIET_SECONDS = 30;
/** A first try is given up before that. */
export const SLOW_MS = 29_000;

const MAIL_TAKEN: Reaction = { status: 200, body: '{"id":"taken"}' };

/** What copies of one message have in common: its key, or the alert that it leads to. */
const codeOf = ({ key, text }: Received): string =>
  key || (/alerts\/([0-9a-f]{24})/.exec(text)?.[1] ?? text);

/**
 * How a provider answers a message.
 *
 * @param before what it was sent so far, this message included
 * @param isBack whether those that fail and refuse take messages again
 */
export function reactionOf(
  name: string,
  received: Received,
  { before, isBack }: { before: readonly Received[]; isBack: boolean },
): Reaction {
  const isFirstCopy = before.filter((one) => codeOf(one) === codeOf(received)).length === 1;
  const quietUntil = (before[0]?.at ?? 0) + QUIET_SECONDS * 1_000;
  switch (name) {
    case 'slow':
      return { status: 200, afterMs: SLOW_MS };
    case 'hung':
      return 'never';
    case 'limited':
      return received.at < quietUntil
        ? { status: 429, headers: { 'retry-after': String(QUIET_SECONDS) } }
        : TAKEN;
    case 'broken':
      return isBack ? TAKEN : { status: 503 };
    case 'webhook-dropping':
    case 'chat-dropping':
      return isFirstCopy ? 'taken-and-gone' : TAKEN;
    case 'emails':
      return isFirstCopy ? 'taken-and-gone' : MAIL_TAKEN;
    case 'bad':
    case 'unknown':
    case 'gone':
      return isBack ? TAKEN : { status: REFUSALS[name] };
    default:
      return TAKEN;
  }
}
