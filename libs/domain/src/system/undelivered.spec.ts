import { expect, it } from 'vitest';
import type { AlertKind } from '../alert/kind.ts';
import { deadWays, undeliveredTroubles } from './undelivered.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 12, minute));
const CHANNELS = [
  { id: 'chat', name: 'Chat', enabled: true },
  { id: 'mail', name: 'Mail', enabled: true },
  { id: 'off', name: 'Off', enabled: false },
];
const KINDS = new Map<string, AlertKind>([
  ['down', 'down'],
  ['system', 'system'],
]);
const letter = (channelId: string | null, minute: number, alertId = 'down') => ({
  ...{ alertId, channelId, createdAt: at(minute) },
});
const waysOf = (...letters: Parameters<typeof deadWays>[0]) =>
  deadWays(letters, { channels: CHANNELS, kinds: KINDS });
const told = (ways: ReturnType<typeof waysOf>, deliveredAt: Date | null = null) =>
  undeliveredTroubles(ways.map((way) => ({ ...way, deliveredAt }))).map(({ fact }) => fact);

it('names each channel with dead letters, and since when', () => {
  expect(told(waysOf(letter('chat', 5), letter('chat', 2), letter('mail', 3)))).toEqual([
    { is: 'undelivered', channelId: 'chat', channel: 'Chat', since: at(2) },
    { is: 'undelivered', channelId: 'mail', channel: 'Mail', since: at(3) },
  ]);
});

it.each([
  ['about the monitor itself', letter('chat', 2, 'system')],
  ['about alerts that were deleted', letter('chat', 2, 'gone')],
  ['of channels that are off', letter('off', 2)],
  ['of channels that are gone', letter('gone', 2)],
  ['of none', letter(null, 2)],
])('leaves out letters %s', (_what, one) => {
  expect(waysOf(one)).toEqual([]);
});

it('ends when the channel delivers again, and begins anew with the next letter', () => {
  const ways = waysOf(letter('chat', 2), letter('chat', 5));
  expect(told(ways, at(5))).toEqual([]);
  expect(told(ways, at(3))).toMatchObject([{ since: at(5) }]);
});

it('knows addresses of mail apart', () => {
  const ways = waysOf(
    { ...letter('mail', 2), recipient: 'a@example.org' },
    { ...letter('mail', 4), recipient: 'b@example.org' },
  );
  expect(ways.map(({ recipient }) => recipient)).toEqual(['a@example.org', 'b@example.org']);
  const [a, b] = ways.map((way) => ({ ...way, deliveredAt: null }));
  expect(undeliveredTroubles([{ ...a!, deliveredAt: at(2) }, b!])).toMatchObject([
    { fact: { channel: 'Mail', since: at(4) } },
  ]);
});
