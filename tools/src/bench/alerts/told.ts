import { isTaken, type Received } from '../../receivers/received.ts';
import { atMost, type Bar, row, type Row } from '../rows.ts';

/** What a receiver was told of the alerts of one kind of event. */
export interface Told {
  /** When it heard of each first, by the id of the alert. */
  readonly at: ReadonlyMap<string, number>;
  /** Times that it heard of an alert again, with the keys of the first message and of this one. */
  readonly again: readonly Again[];
}

interface Again {
  readonly alertId: string;
  readonly first: string;
  readonly key: string;
}

/** When a webhook took word of an event of each alert; `opened` counts where beginning and end came in one. */
export function toldOf(received: readonly Received[], event: 'opened' | 'resolved'): Told {
  const firsts = new Map<string, Received>();
  const again: Again[] = [];
  for (const message of received.filter(isTaken)) {
    for (const { alertId, ...told } of message.events) {
      const isIt = told.event === `alert.${event}` || (event === 'opened' && told.isWhole);
      if (!isIt) continue;
      const first = firsts.get(alertId);
      if (first) again.push({ alertId, first: first.key, key: message.key });
      else firsts.set(alertId, message);
    }
  }
  return { at: new Map([...firsts].map(([id, { at }]) => [id, at])), again };
}

/** What was told twice: whoever knows the key of a message can tell a repetition from a second message. */
export const rowsOfAgain = (again: readonly Again[], bar: Bar | null = atMost(0)): Row[] => [
  row('told twice', again.length, '', bar),
  row('  under another key', again.filter(({ first, key }) => first !== key).length, '', atMost(0)),
];

/** When a chat or a mailbox named each of some names first, by the name. */
export function namedIn(received: readonly Received[], pattern: RegExp): Map<string, number> {
  const at = new Map<string, number>();
  for (const message of received.filter(isTaken)) {
    for (const [name] of message.text.matchAll(pattern)) {
      if (!at.has(name)) at.set(name, message.at);
    }
  }
  return at;
}

/** Sorted differences in seconds, of those that have both. */
export function waitsOf(
  from: ReadonlyMap<string, number>,
  to: ReadonlyMap<string, number>,
): number[] {
  return [...from]
    .flatMap(([id, at]) => {
      const then = to.get(id);
      return then === undefined ? [] : [(then - at) / 1_000];
    })
    .sort((a, b) => a - b);
}

export const earliest = (at: Iterable<number>): number =>
  [...at].reduce((a, b) => Math.min(a, b), Infinity);
