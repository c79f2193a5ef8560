import { describe, expect, it } from 'vitest';
import { editedTarget } from './edit.ts';
import type { TargetRecord } from './record.ts';
import { STOPPED_SCHEDULE } from './schedule-after.ts';
import { DEFAULT_TARGET_SETTINGS, type TargetSettings } from './settings.ts';
import { targetRecord } from './testing.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const plus = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000);

/** A target that was up, has failed once, and whose next check is under way. */
const SUSPECT: Partial<TargetRecord> = {
  state: {
    ...targetRecord().state,
    status: 'up',
    lastSlot: plus(-300),
    lastConclusiveSlot: plus(-300),
    lastConclusiveEnd: plus(-299),
    failures: 1,
    firstFailureAt: plus(-300),
    lastFailureSlot: plus(-300),
  },
  schedule: {
    dueAt: plus(-1),
    urgent: null,
    lease: { token: 'running', until: plus(14) },
    silentAt: plus(600),
  },
};

const settingsOf = (target: TargetRecord) => {
  const { url, urlKey, name, tags } = target;
  return { ...DEFAULT_TARGET_SETTINGS, url, urlKey, name, tags };
};

/** What other settings make of a target; null for nothing. */
function edit(change: Partial<TargetSettings>, over: Partial<TargetRecord> = SUSPECT) {
  const target = targetRecord(over);
  const settings = { ...structuredClone(settingsOf(target)), ...change };
  return editedTarget({ now: NOW, newId: () => 'id' }, target, { settings, domain: null });
}

describe('other settings', () => {
  it('change nothing when a form sends back what is there', () => {
    expect(edit({})).toBeNull();
  });

  it.each<[string, Partial<TargetSettings>]>([
    ['a name', { name: 'Shop of the town' }],
    ['tags', { tags: ['town'] }],
    ['thresholds', { thresholds: { ...targetRecord().thresholds, failuresToDown: 5 } }],
    ['who is told', { alerting: { ...targetRecord().alerting, kinds: ['down'] } }],
  ])('keep the verdict and the check that is under way over %s', (_name, change) => {
    expect(edit(change)).toEqual({ ...settingsOf(targetRecord(SUSPECT)), ...change });
  });

  it('ask for another verdict when a check means something else, and forget what was seen', () => {
    const { expect: expected } = DEFAULT_TARGET_SETTINGS;
    expect(edit({ expect: { ...expected, contains: 'shop' } })).toMatchObject({
      state: { ...targetRecord().state, statusSince: NOW, lastSlot: plus(-300) },
      schedule: { urgent: { slot: NOW, origin: 'scheduled' }, lease: null },
    });
  });

  it('move the certificate and the domain of another url', () => {
    const before = targetRecord({ domain: 'shop.test' });
    const settings = { ...settingsOf(before), url: 'https://town.test/', urlKey: 'town' };
    const to = { settings, domain: 'town.test' };
    expect(editedTarget({ now: NOW, newId: () => 'id' }, before, to)).toMatchObject({
      domain: 'town.test',
      certificate: { dueAt: NOW },
      intents: [
        { type: 'leave-domain', domain: 'shop.test', resolution: 'deleted' },
        { type: 'watch-domain', domain: 'town.test' },
      ],
    });
  });

  it('keep the verdict over another interval, and plan anew', () => {
    const change = edit({ intervalSeconds: 60 });
    expect(change?.state).toEqual(SUSPECT.state);
    expect(change?.schedule).toMatchObject({
      urgent: { slot: NOW, origin: 'scheduled' },
      lease: null,
      silentAt: plus(180),
    });
    expect(change?.schedule?.dueAt?.getTime()).toBeLessThanOrEqual(plus(60).getTime());
  });

  it('write a silence down that another interval would hide', () => {
    const schedule = { dueAt: plus(-900), urgent: null, lease: null, silentAt: plus(-300) };
    expect(edit({ intervalSeconds: 60 }, { ...SUSPECT, schedule })).toMatchObject({
      state: { status: 'unknown', statusSince: plus(-300) },
    });
  });

  it('have the domain judged by other days of warning', () => {
    const thresholds = { ...targetRecord().thresholds, domainDays: 30 };
    expect(edit({ thresholds }, { ...SUSPECT, domain: 'shop.test' })).toMatchObject({
      intents: [{ type: 'watch-domain', domain: 'shop.test' }],
    });
  });

  it('leave a paused target alone', () => {
    const state = { ...targetRecord().state, status: 'paused' as const };
    const over = { state, schedule: STOPPED_SCHEDULE, pausedAt: NOW };
    const thresholds = { ...targetRecord().thresholds, certificateDays: 3 };
    const change = edit({ intervalSeconds: 60, thresholds }, over);
    expect(change).toEqual({ ...settingsOf(targetRecord()), intervalSeconds: 60, thresholds });
  });
});
