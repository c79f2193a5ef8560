import { describe, expect, it } from 'vitest';
import { firstWorking, leadsBack } from './fallback.ts';

const link = (id: string, fallbackChannelId: string | null, enabled = true) => ({
  ...{ id, fallbackChannelId, enabled },
});

describe('the channel that takes over', () => {
  it('is the first of the chain that is turned on', () => {
    const chain = [link('b', 'c', false), link('c', null)];
    expect(firstWorking(chain, 'b')?.id).toBe('c');
    expect(firstWorking(chain, 'c')?.id).toBe('c');
  });

  it('is none where the chain ends, is broken or leads in a circle', () => {
    expect(firstWorking([], null)).toBeNull();
    expect(firstWorking([link('b', 'gone', false)], 'b')).toBeNull();
    expect(firstWorking([link('a', 'b', false), link('b', 'a', false)], 'a')).toBeNull();
  });
});

describe('a fallback', () => {
  it('must not lead back, by whatever detour', () => {
    const others = [link('b', 'c'), link('c', 'a')];
    expect(leadsBack(others, link('a', 'a'))).toBe(true);
    expect(leadsBack(others, link('a', 'b'))).toBe(true);
    expect(leadsBack(others, link('d', 'b'))).toBe(false);
    // A circle of others is theirs.
    expect(leadsBack([link('b', 'c'), link('c', 'b')], link('a', 'b'))).toBe(false);
  });
});
