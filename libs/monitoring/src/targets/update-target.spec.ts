import type { TargetRecord, UpdateTarget } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { targetRecord } from '@app/domain/testing';
import { systemContext } from '../context.ts';
import { targetDesk } from '../testing/target-desk.ts';
import { updateTarget } from './update-target.ts';

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

async function update(change: Omit<UpdateTarget, 'id'>, over: Partial<TargetRecord> = SUSPECT) {
  const desk = targetDesk(NOW, over);
  await updateTarget(systemContext(desk.ports), { id: desk.id, ...change });
  return { before: desk.before, after: desk.after };
}

/** What the settings form sends: everything. */
const form = (over: Partial<TargetRecord> = {}): Omit<UpdateTarget, 'id'> => {
  const { url, name, tags, intervalSeconds, request, expect: expected, ...rest } = targetRecord();
  const { thresholds, alerting } = rest;
  const all = { url, name, tags, intervalSeconds, request, expect: expected, thresholds, alerting };
  return structuredClone({ ...all, ...over });
};

describe('updateTarget', () => {
  it('changes nothing when nothing was changed', async () => {
    const { before, after } = await update(form());
    expect(after).toEqual(before);
  });

  it.each<[string, Partial<TargetRecord>]>([
    ['a name', { name: 'Shop of the town' }],
    ['tags', { tags: ['town'] }],
    ['thresholds', { thresholds: { ...targetRecord().thresholds, failuresToDown: 5 } }],
    ['who is told', { alerting: { ...targetRecord().alerting, kinds: ['down'] } }],
  ])('keeps the verdict and the check that is under way over %s', async (_name, change) => {
    const { before, after } = await update(form(change));
    expect(after).toEqual({ ...before, ...change, version: before.version + 1 });
  });

  it('asks for another verdict when a check means something else, and forgets what it saw', async () => {
    const { after } = await update({ expect: { contains: 'shop' } });
    expect(after.state).toEqual({
      ...targetRecord().state,
      statusSince: NOW,
      lastSlot: plus(-300),
    });
    expect(after.schedule).toMatchObject({
      urgent: { slot: NOW, origin: 'scheduled' },
      lease: null,
    });
  });

  it('keeps the verdict over another interval, and plans anew', async () => {
    const { before, after } = await update({ intervalSeconds: 60 });
    expect(after.state).toEqual(before.state);
    expect(after.schedule).toMatchObject({
      urgent: { slot: NOW, origin: 'scheduled' },
      lease: null,
      silentAt: plus(180),
    });
    expect(after.schedule.dueAt?.getTime()).toBeLessThanOrEqual(plus(60).getTime());
  });

  it('writes a silence down that another interval would hide', async () => {
    const schedule = { dueAt: plus(-900), urgent: null, lease: null, silentAt: plus(-300) };
    const { after } = await update({ intervalSeconds: 60 }, { ...SUSPECT, schedule });
    expect(after.state).toMatchObject({ status: 'unknown', statusSince: plus(-300) });
  });

  it('leaves a paused target alone', async () => {
    const state = { ...targetRecord().state, status: 'paused' as const };
    const schedule = { dueAt: null, urgent: null, lease: null, silentAt: null };
    const change = { intervalSeconds: 60, thresholds: { certificateDays: 3 } };
    const { after } = await update(change, { state, schedule, pausedAt: NOW });
    expect(after).toMatchObject({ state, schedule, intervalSeconds: 60, intents: [] });
  });
});
