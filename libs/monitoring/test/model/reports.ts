import type { Outcome } from './outcome.ts';

const MINUTE_MS = 60_000;

/** Where the monitor speaks of trouble that nobody can do anything about, or is silent about trouble that is there. */
export function wrongReports(outcome: Outcome): string[] {
  return [...wrongHealth(outcome), ...wrongTroubles(outcome)];
}

function wrongHealth({ world, health }: Outcome): string[] {
  const { detail = '' } = health.find(({ name }) => name === 'deliveries') ?? {};
  const channels = new Map(world.channelList.map((channel) => [channel.id, channel]));
  const dead = [...world.deliveries.records.values()].filter(
    ({ state, channelId }) => state === 'dead' && channels.has(channelId ?? ''),
  ).length;
  const told = Number(/(\d+) messages? could not be delivered/.exec(detail)?.[1] ?? 0);
  const silent = Number(/(\d+) channels? took no message/.exec(detail)?.[1] ?? 0);
  // What came of its last message is a while ago.
  const mayBeSilent = [...channels.values()].filter(
    ({ id, enabled }) => enabled && world.receivers.lastOf(id, world.time.ms - MINUTE_MS) === 'no',
  ).length;
  return [
    ...(told === dead ? [] : [`health tells of ${told} dead letters, and there are ${dead}`]),
    ...(silent <= mayBeSilent ? [] : [`health calls ${silent} channels silent: ${detail}`]),
  ];
}

function wrongTroubles({ world, undelivered }: Outcome): string[] {
  const named = new Set(undelivered.map(({ key }) => key.replace('undelivered:', '')));
  const all = [...world.deliveries.records.values()];
  const isDead = (id: string): boolean =>
    all.some(({ channelId, state }) => channelId === id && state === 'dead');
  const isAlive = (id: string): boolean =>
    all.some(({ channelId, state }) => channelId === id && state === 'sent');
  const enabled = world.channelList.filter((channel) => channel.enabled).map(({ id }) => id);
  return [
    ...[...named]
      .filter((id) => !enabled.includes(id) || !isDead(id))
      .map((id) => `${id} is said not to deliver`),
    ...enabled
      .filter((id) => isDead(id) && !isAlive(id) && !named.has(id))
      .map((id) => `nobody is told that ${id} does not deliver`),
  ];
}
