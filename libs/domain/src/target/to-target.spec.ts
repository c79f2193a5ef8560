import { describe, expect, it } from 'vitest';
import { targetRecord } from './testing.ts';
import { toTarget } from './to-target.ts';

const now = new Date('2026-01-02T12:00:00Z');
const telling = {
  mutedBy: null,
  maintenance: null,
  effectiveChannels: { channelIds: [], source: 'default' as const },
};
const alone = { openAlerts: 0, registration: null, telling, now };
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1_000);
const up = { ...targetRecord().state, status: 'up', statusSince: ago(90_000) } as const;
const silentSince = (seconds: number) => ({
  ...targetRecord().schedule,
  silentAt: ago(seconds),
});

describe('toTarget', () => {
  it('sums the time of the last day in which nothing was known', () => {
    const gaps = [
      { from: ago(90_000), to: ago(86_000) },
      { from: ago(3_600), to: ago(780) },
    ];
    expect(toTarget(targetRecord({ state: up, gaps }), alone)).toMatchObject({
      status: 'up',
      unknownSeconds24h: 400 + 2_820,
    });
  });

  it('says that nothing is known although no worker is there to notice it', () => {
    const target = targetRecord({ state: up, schedule: silentSince(600) });
    expect(toTarget(target, alone)).toMatchObject({
      status: 'unknown',
      statusSince: ago(600),
      unknownSeconds24h: 600,
    });
  });
});
