import { describe, expect, it } from 'vitest';
import { DEFAULT_ALERTING } from './alerting.ts';
import { DEFAULT_REMINDERS, NO_POLICY, type Policies, type Policy } from './policy.ts';
import { effectivePolicy, isWanted } from './effective-policy.ts';

const policies = (
  defaults: Partial<Policy>,
  byTag: Record<string, Partial<Policy>> = {},
): Policies => ({
  defaults: { ...NO_POLICY, ...defaults },
  byTag: Object.entries(byTag).map(([tag, policy]) => ({ ...NO_POLICY, ...policy, tag })),
});
const owner = (alerting: Partial<Policy> = {}, ...tags: string[]) => ({
  tags,
  alerting: { ...DEFAULT_ALERTING, ...alerting },
});

describe('what holds for a target', () => {
  it('is the default of the product where nobody has decided', () => {
    expect(effectivePolicy(policies({}), owner())).toEqual({
      channelIds: null,
      source: 'default',
      kinds: null,
      minimumSeverity: 'info',
      reminders: DEFAULT_REMINDERS,
      escalation: [],
    });
  });

  it('is its own decision before that of its tags, and that before the one for all', () => {
    const all = policies({ channelIds: ['a'] }, { web: { channelIds: ['b'] } });
    const chosen = (one: ReturnType<typeof owner>) => {
      const { channelIds, source } = effectivePolicy(all, one);
      return [channelIds, source];
    };
    expect(chosen(owner())).toEqual([['a'], 'default']);
    expect(chosen(owner({}, 'web'))).toEqual([['b'], 'tag']);
    expect(chosen(owner({}, 'eu'))).toEqual([['a'], 'default']);
    expect(chosen(owner({ channelIds: ['c'] }, 'web'))).toEqual([['c'], 'target']);
    expect(chosen(owner({ channelIds: [] }, 'web'))).toEqual([[], 'target']);
  });

  it('is all that its tags ask for together', () => {
    const often = { everyMinutes: 10, growing: false, atMost: 5 };
    const all = policies(
      { minimumSeverity: 'critical' },
      {
        web: {
          channelIds: ['a', 'b'],
          kinds: ['down'],
          minimumSeverity: 'high',
          reminders: { everyMinutes: 90, growing: false, atMost: 5 },
          escalation: [{ afterMinutes: 30, channelIds: ['x'] }],
        },
        eu: {
          channelIds: ['b', 'c'],
          kinds: ['certificate'],
          minimumSeverity: 'warning',
          reminders: often,
          escalation: [{ afterMinutes: 15, channelIds: ['y'] }],
        },
        none: { reminders: { everyMinutes: 5, growing: false, atMost: 0 } },
      },
    );
    expect(effectivePolicy(all, owner({}, 'web', 'none', 'eu'))).toEqual({
      channelIds: ['a', 'b', 'c'],
      source: 'tag',
      kinds: ['down', 'certificate'],
      minimumSeverity: 'warning',
      reminders: often,
      escalation: [
        { afterMinutes: 15, channelIds: ['y'] },
        { afterMinutes: 30, channelIds: ['x'] },
      ],
    });
  });
});

it.each([
  [{ kinds: null, minimumSeverity: 'info' }, true],
  [{ kinds: ['down'], minimumSeverity: 'high' }, true],
  [{ kinds: ['slow'], minimumSeverity: 'info' }, false],
  [{ kinds: null, minimumSeverity: 'critical' }, false],
] as const)('with %j a grave outage is wanted: %s', (policy, expected) => {
  expect(isWanted(policy, { kind: 'down', severity: 'high' })).toBe(expected);
});
