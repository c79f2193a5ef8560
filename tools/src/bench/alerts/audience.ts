import { setTimeout as sleep } from 'node:timers/promises';
import { addChannel } from '../../faults/stage/channels.ts';
import { quantile } from '../../quantile.ts';
import type { Received } from '../../receivers/received.ts';
import { TAKEN } from '../../receivers/receivers.ts';
import { atMost, row, type Row } from '../rows.ts';
import { LimitedChat } from './limited-chat.ts';
import { NAMES, type Scene } from './scene.ts';
import { namedIn, rowsOfAgain, toldOf } from './told.ts';

/** Everything is told or digested within this time. */
const TOLD_SECONDS = 120;
const LOOK_MS = 500;
/** A message a second, seen by a clock that may be a moment late; two of its requests it answers by asking for quiet. */
const CHAT = { spacingMs: 900, refuses: new Set([2, 9]), quietSeconds: 5 };

const PLACES = ['webhook', 'chat', 'mail'] as const;
type Place = (typeof PLACES)[number];

/** Who is told of everything: a webhook that takes all, a chat with a limit, and a mailbox. */
export interface Audience {
  readonly chat: LimitedChat;
}

/** What was to be told, and since when. */
export interface Expected {
  readonly event: 'opened' | 'resolved';
  readonly count: number;
  /** Messages that came before are about something else. */
  readonly since: number;
}

export async function addAudience({ stores, receivers }: Scene): Promise<Audience> {
  const chat = new LimitedChat(CHAT);
  const url = (name: Place): { url: string } => ({ url: receivers.urlOf(name) });
  await addChannel(stores, { kind: 'webhook', config: url('webhook') });
  await addChannel(stores, { kind: 'slack', config: url('chat') });
  await addChannel(stores, { kind: 'email', config: { to: ['people@bench.example'] } });
  receivers.react = (name, { at }) => (name === 'chat' ? chat.answer(at) : TAKEN);
  return { chat };
}

/** Waits until everybody was told of everything, or until it is no use any more. */
export async function untilTold(scene: Scene, expected: Expected, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs;
  const isTold = (place: Place): boolean =>
    timesOf(scene, place, expected).length >= expected.count;
  while (performance.now() < end && !PLACES.every(isTold)) await sleep(LOOK_MS);
}

/** Figures of each place, with times that count from an instant. */
export function rowsOfAudience(scene: Scene, expected: Expected, from: number): Row[] {
  const since = (at: number): number => (at - from) / 1_000;
  const rows = PLACES.flatMap((place) => {
    const times = timesOf(scene, place, expected);
    return [
      row(`${place}: ${expected.event}, half told`, since(quantile(times, 0.5)), 's'),
      row('  all told', since(quantile(times, 1)), 's', atMost(TOLD_SECONDS)),
      row('  not told', expected.count - times.length, '', atMost(0)),
      row('  messages', messagesOf(scene, place, expected.since).length, ''),
    ];
  });
  const { again } = toldOf(messagesOf(scene, 'webhook', expected.since), expected.event);
  return [...rows, ...rowsOfAgain(again)];
}

/** What is told of one who was asked for quiet. */
export const rowsOfChat = ({ chat }: Audience): Row[] => [
  row('requests during Retry-After', chat.early, '', atMost(0)),
  row('  faster than one a second', chat.tooFast, '', atMost(0)),
];

/** When each alert was told first, sorted. */
function timesOf(scene: Scene, place: Place, { event, since }: Expected): number[] {
  const messages = messagesOf(scene, place, since);
  const at = place === 'webhook' ? toldOf(messages, event).at : namedIn(messages, NAMES);
  return [...at.values()].sort((a, b) => a - b);
}

function messagesOf({ receivers, mail }: Scene, place: Place, since: number): Received[] {
  const messages = place === 'mail' ? mail.letters : receivers.of(place);
  return messages.filter(({ at }) => at >= since);
}
