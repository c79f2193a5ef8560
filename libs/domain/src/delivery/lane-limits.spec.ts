import { describe, expect, it } from 'vitest';
import { CreateChannel } from '../channel/schema.ts';
import { laneLimits, usualPerSecond } from './lane-limits.ts';

describe('how often a channel is told something', () => {
  it.each([
    ['slack', 1],
    ['discord', 0.4],
    ['email', 2],
    ['webhook', 10],
  ] as const)('%s: %s messages a second where nothing else is set', (kind, perSecond) => {
    expect(laneLimits({ kind }).perSecond).toBe(perSecond);
    expect(laneLimits({ kind, maxPerSecond: null })).toEqual(laneLimits({ kind }));
    expect(usualPerSecond(kind)).toBe(perSecond);
  });

  it('is what its settings say', () => {
    expect(laneLimits({ kind: 'webhook', maxPerSecond: 0.5 })).toMatchObject({
      ...{ perSecond: 0.5, burst: 1 },
      digestItems: 500,
    });
    expect(laneLimits({ kind: 'webhook', maxPerSecond: 4 })).toMatchObject({ burst: 4 });
    expect(laneLimits({ kind: 'slack', maxPerSecond: 20 })).toMatchObject({ burst: 1 });
  });

  it.each([0, -1, 0.04, 21, Number.NaN, Infinity])('cannot be %s a second', (maxPerSecond) => {
    const channel = { kind: 'slack', name: 'ops', config: { url: 'https://hooks.slack.com/x' } };
    expect(CreateChannel.safeParse({ ...channel, maxPerSecond }).success).toBe(false);
    expect(CreateChannel.safeParse({ ...channel, maxPerSecond: 0.05 }).success).toBe(true);
  });
});
