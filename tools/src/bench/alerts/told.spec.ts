import { expect, it } from 'vitest';
import type { Received } from '../../receivers/received.ts';
import { namedIn, toldOf, waitsOf } from './told.ts';

const message = (at: number, over: Partial<Received>): Received => ({
  ...{ at, key: '', events: [], text: '', status: 200 },
  ...over,
});
const event = (name: string, alertId: string, isWhole = false) => ({
  ...{ event: `alert.${name}`, alertId, targetId: null, isWhole },
});

it('finds when each alert was told first, and what was told twice', () => {
  const received = [
    message(1, { events: [event('opened', 'a')], status: 500 }),
    message(2, { events: [event('opened', 'a'), event('opened', 'b')] }),
    message(3, { key: 'again', events: [event('opened', 'b'), event('resolved', 'a')] }),
  ];
  expect(toldOf(received, 'opened')).toEqual({
    at: new Map([
      ['a', 2],
      ['b', 2],
    ]),
    again: [{ alertId: 'b', first: '', key: 'again' }],
  });
  expect(toldOf(received, 'resolved').at).toEqual(new Map([['a', 3]]));
});

it('takes a beginning and end in one for both', () => {
  const received = [message(4, { events: [event('resolved', 'a', true)] })];
  expect(toldOf(received, 'opened').at).toEqual(new Map([['a', 4]]));
  expect(toldOf(received, 'resolved').at).toEqual(new Map([['a', 4]]));
});

it('finds names in what a chat was sent', () => {
  const received = [
    message(1, { text: 'Site 00001, Site 00002' }),
    message(2, { text: 'Site 00001' }),
  ];
  expect([...namedIn(received, /Site \d{5}/g).values()]).toEqual([1, 1]);
});

it('tells waits in seconds, sorted, of those that are in both', () => {
  const from = new Map([
    ['a', 1_000],
    ['b', 1_000],
    ['c', 1_000],
  ]);
  expect(
    waitsOf(
      from,
      new Map([
        ['a', 3_000],
        ['b', 2_500],
      ]),
    ),
  ).toEqual([1.5, 2]);
});
