import { expect, it } from 'vitest';
import { NO_POLICY, type Policy } from './policy.ts';
import { needsChannel, policiesWithChannelReplaced } from './channel-users.ts';

const step = (...channelIds: string[]) => ({ afterMinutes: 5, channelIds });

it.each<[string, Partial<Policy>, boolean]>([
  ['no choice', {}, false],
  ['another one', { channelIds: ['b'] }, false],
  ['nobody', { channelIds: [] }, false],
  ['this one alone', { channelIds: ['a'] }, true],
  ['one beside it', { channelIds: ['a', 'b'] }, false],
  ['only ones beside it that are off or gone', { channelIds: ['a', 'off'] }, true],
  ['it alone in a step', { channelIds: ['b'], escalation: [step('b'), step('a')] }, true],
  ['one beside it in a step', { escalation: [step('a', 'b')] }, false],
])('needs a channel for its choice: %s', (_what, choice, expected) => {
  expect(needsChannel({ ...NO_POLICY, ...choice }, 'a', new Set(['b']))).toBe(expected);
});

it('puts another channel in its place, once', () => {
  const policy = { ...NO_POLICY, channelIds: ['a', 'b'], escalation: [step('a'), step('c')] };
  const before = { defaults: NO_POLICY, byTag: [{ ...policy, tag: 'shop' }] };
  expect(policiesWithChannelReplaced(before, { id: 'a', by: 'b' })).toEqual({
    defaults: NO_POLICY,
    byTag: [{ ...policy, tag: 'shop', channelIds: ['b'], escalation: [step('b'), step('c')] }],
  });
});
