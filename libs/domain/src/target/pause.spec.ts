import { describe, expect, it } from 'vitest';
import { CERTIFICATE_CHECK } from '../certificate/check.ts';
import { pausedTarget, resumedTarget } from './pause.ts';
import type { TargetRecord } from './record.ts';
import { STOPPED_SCHEDULE } from './schedule-after.ts';
import { targetRecord } from './testing.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const EARLIER = new Date('2026-01-01T11:00:00Z');
const deps = { now: NOW, newId: () => 'id' };

const pause = (over: Partial<TargetRecord> = {}) => pausedTarget(deps, targetRecord(over));
const resume = (over: Partial<TargetRecord> = {}) => resumedTarget(deps, targetRecord(over));

const PAUSED: Partial<TargetRecord> = {
  state: { ...targetRecord().state, status: 'paused' },
  schedule: STOPPED_SCHEDULE,
  pausedAt: EARLIER,
};
const DOWN: Partial<TargetRecord> = {
  state: {
    ...targetRecord().state,
    status: 'down',
    statusSince: EARLIER,
    outage: {
      since: EARLIER,
      alertId: 'down',
      openedAt: EARLIER,
      persistentStep: -1,
      persistentAlertId: null,
    },
  },
};

describe('a pause', () => {
  it('leaves nothing due', () => {
    expect(pause()).toMatchObject({
      state: { status: 'paused' },
      pausedAt: NOW,
      schedule: STOPPED_SCHEDULE,
      intents: [{ type: 'end', alertIds: [], resolution: 'paused', at: NOW, isLeft: true }],
    });
  });

  it('ends the alerts of the target, those of its certificate too, and leaves its domain', () => {
    const certificate = {
      ...CERTIFICATE_CHECK.start(),
      dueAt: NOW,
      lease: { token: 'running', until: NOW },
      trouble: null,
      warning: { alertIds: ['expiry'], fingerprint: 'aa', step: 7 },
    };
    expect(pause({ ...DOWN, certificate, domain: 'shop.test' })).toMatchObject({
      certificate: { dueAt: null, lease: null, warning: null, pausedAlertIds: ['expiry'] },
      intents: [
        { type: 'end', alertIds: ['down'], resolution: 'paused', at: NOW },
        { type: 'end', alertIds: [], resolution: 'paused', at: NOW, isLeft: true },
        { type: 'end', alertIds: ['expiry'], resolution: 'paused', at: NOW },
        { type: 'leave-domain', domain: 'shop.test', resolution: 'paused', at: NOW },
      ],
    });
  });

  it('ends what could not be seen', () => {
    expect(pause({ blind: { since: EARLIER, why: 'resolver' } })).toMatchObject({ blind: null });
    expect(pause()).not.toHaveProperty('blind');
  });

  it('of a paused target changes nothing', () => {
    expect(pause(PAUSED)).toBeNull();
  });
});

describe('the end of a pause', () => {
  it('asks for checks at once, and watches the domain again', () => {
    expect(resume({ ...PAUSED, domain: 'shop.test' })).toMatchObject({
      state: { status: 'pending' },
      pausedAt: null,
      pause: { from: EARLIER, to: NOW },
      schedule: { urgent: { slot: NOW, origin: 'scheduled' } },
      intents: [{ type: 'watch-domain', domain: 'shop.test' }],
    });
  });

  it('gives a target that watches a domain only no http checks', () => {
    expect(resume({ ...PAUSED, url: 'domain:shop.test' })).toMatchObject({
      schedule: STOPPED_SCHEDULE,
    });
  });

  it('of a target that is checked changes nothing', () => {
    expect(resume()).toBeNull();
  });
});
