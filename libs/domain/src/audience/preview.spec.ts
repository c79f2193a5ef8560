import { describe, expect, it } from 'vitest';
import { DEFAULT_ALERTING } from './alerting.ts';
import { type Policies, NO_POLICY } from './policy.ts';
import { previewTelling } from './preview.ts';

const channel = (id: string, kind: 'email' | 'slack' = 'slack', enabled = true) => ({
  id,
  kind,
  enabled,
});
const channels = [channel('slack'), channel('mail', 'email'), channel('off', 'slack', false)];
const policies = (change: Partial<Policies> = {}): Policies => ({
  defaults: NO_POLICY,
  byTag: [],
  ...change,
});
const preview = (alerting: object = {}, change: Partial<Policies> = {}, tags: string[] = []) => {
  const target = { tags, alerting: { ...DEFAULT_ALERTING, ...alerting } };
  const { steps, ...rest } = previewTelling(target, { policies: policies(change), channels });
  return {
    ...rest,
    steps: steps.map((step) => [step.afterMinutes, ...step.channels.map(({ id }) => id)]),
  };
};

describe('who would be told', () => {
  it('is every enabled channel where nobody has chosen, e-mail first', () => {
    expect(preview()).toMatchObject({
      isWanted: true,
      source: 'default',
      steps: [[0, 'mail', 'slack']],
    });
  });

  it('is told in steps, each channel once, and none that is off', () => {
    const escalation = [
      { afterMinutes: 30, channelIds: ['slack', 'mail'] },
      { afterMinutes: 10, channelIds: ['slack', 'off'] },
      { afterMinutes: 60, channelIds: ['off'] },
    ];
    expect(preview({ channelIds: ['mail'], escalation })).toMatchObject({
      source: 'target',
      steps: [
        [0, 'mail'],
        [10, 'slack'],
      ],
    });
  });

  it('follows the tags of the target', () => {
    const byTag = [{ ...NO_POLICY, tag: 'night', channelIds: ['slack'] }];
    expect(preview({}, { byTag }, ['night'])).toMatchObject({
      source: 'tag',
      steps: [[0, 'slack']],
    });
    expect(preview({}, { byTag }, ['day'])).toMatchObject({ source: 'default' });
  });

  it('is somebody all the same where a choice is off, and nobody where nobody was chosen', () => {
    expect(preview({ channelIds: ['off'] })).toMatchObject({
      source: 'fallback',
      steps: [[0, 'mail', 'slack']],
    });
    expect(preview({ channelIds: [] }).steps).toEqual([[0]]);
  });

  it('is nobody where such alerts are left out', () => {
    expect(preview({ kinds: ['certificate'] }).isWanted).toBe(false);
    expect(preview({ minimumSeverity: 'critical' }).isWanted).toBe(true);
  });
});
