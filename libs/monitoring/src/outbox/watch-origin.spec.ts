import {
  type Failure,
  DEFAULT_EXPECTATION,
  DEFAULT_REQUEST,
  NO_PHASES,
  type ProbeResult,
  judgeCheck,
  type CertificateWatch,
  type TargetRecord,
} from '@app/domain';
import { startedWatches } from '@app/domain/check-kinds';
import { describe, expect, it } from 'vitest';
import { targetRecord } from '@app/domain/testing';
import { applyOutbox } from './apply-outbox.ts';
import { RegistrationDays, day } from '../testing/registration-days.ts';
import { watchOrigin } from './watch-origin.ts';

const SITE = 'https://www.shop.test';
const newId = () => 'entry';
const result = (change: Partial<ProbeResult> = {}): ProbeResult => ({
  outcome: 'ok',
  statusCode: 200,
  latencyMs: 20,
  phases: NO_PHASES,
  address: '192.0.2.1',
  attempts: 1,
  failure: null,
  ...change,
});
const failure: Failure = { class: 'refused', code: null, fact: { is: 'refused', port: 443 } };

/** What follows for the certificate from a check of an http target. */
function entriesAfter(found: ProbeResult, known?: string, strayedAt?: Date) {
  const url = 'http://shop.test/';
  const target = targetRecord({ url, request: DEFAULT_REQUEST, expect: DEFAULT_EXPECTATION });
  const lease = { token: 'token', until: day(1) };
  const claimed = {
    ...{ target, recentCount: 0, hour: null, slot: day(0), origin: 'scheduled' as const, lease },
    ...(known === undefined ? {} : { securedAt: known }),
    ...(strayedAt === undefined ? {} : { strayedAt }),
  };
  const write = judgeCheck(
    { newId },
    { claimed, slot: day(0), startedAt: day(0), endedAt: day(0), result: found },
  );
  expect(write.change.check).not.toHaveProperty('securedAt');
  return (write.change.intents ?? []).filter(({ type }) => type === 'watch-certificate');
}

describe('an http target that leads to https', () => {
  it.each<[string, ProbeResult, string | undefined, string | null]>([
    ['it is seen for the first time', result({ securedAt: SITE }), undefined, SITE],
    ['it leads elsewhere', result({ securedAt: SITE }), 'https://old.test', SITE],
    ['the site fails', result({ outcome: 'failed', failure, securedAt: SITE }), undefined, SITE],
    ['it leads there no more', result(), SITE, null],
  ])('has another certificate to watch when %s', (_what, found, known, origin) => {
    expect(entriesAfter(found, known)).toEqual([
      { id: 'entry', type: 'watch-certificate', origin },
    ]);
  });

  it.each<[string, ProbeResult, string | undefined, Date?]>([
    ['it leads there as before', result({ securedAt: SITE }), SITE],
    ['it never led anywhere', result(), undefined],
    ['it leads elsewhere, as a moment ago', result({ securedAt: 'https://b.test' }), SITE, day(0)],
    ['it fails on the way', result({ outcome: 'failed', statusCode: null, failure }), SITE],
  ])('has none when %s', (_what, found, known, strayedAt) => {
    expect(entriesAfter(found, known, strayedAt)).toEqual([]);
  });
});

describe('the certificate behind an http target', () => {
  async function watched(certificate: CertificateWatch | null, over: Partial<TargetRecord> = {}) {
    const days = new RegistrationDays();
    const target = targetRecord({ url: 'http://shop.test/', certificate, ...over });
    days.targets.records.set(target.id, target);
    const current = () => days.targets.records.get(target.id);
    return { days, id: target.id, current };
  }

  it('is read at once, also when the entry is applied twice', async () => {
    const { days, id, current } = await watched(null);
    for (let i = 0; i < 2; i++) {
      const intents = [{ id: 'entry', type: 'watch-certificate' as const, origin: SITE }];
      await applyOutbox(days.ports, { id, name: 'Shop', url: 'http://shop.test/', intents });
    }
    expect(current()).toMatchObject({ certificate: { origin: SITE, dueAt: day(0) }, version: 2 });
    expect(days.published).toEqual([`target ${id}`]);
  });

  it('takes the place of another one, whose alerts end', async () => {
    const started = startedWatches('https://old.test/', day(-1)).certificate;
    const warning = { alertIds: ['alert'], fingerprint: 'ab', step: 7 };
    const old = started && { ...started, origin: 'https://old.test', warning };
    const { days, id, current } = await watched(old);
    await watchOrigin(days.ports, id, SITE);
    days.now = day(1);
    await watchOrigin(days.ports, id, SITE);
    expect(current()).toMatchObject({
      certificate: { origin: SITE, reading: null, warning: null },
      intents: [{ type: 'end', alertIds: ['alert'], resolution: 'deleted' }],
    });
    await watchOrigin(days.ports, id, null);
    days.now = day(2);
    await watchOrigin(days.ports, id, null);
    expect(current()).toMatchObject({ certificate: null });
  });

  it('stays the same, with its alert, where the redirect leads to sites in turn or nowhere for a while', async () => {
    const started = startedWatches(`${SITE}/`, day(-1)).certificate;
    const warning = { alertIds: ['alert'], fingerprint: 'ab', step: 7 as const };
    const { days, id, current } = await watched(started && { ...started, origin: SITE, warning });
    for (let minute = 0; minute < 1_000; minute += 5) {
      days.now = new Date(day(0).getTime() + minute * 60_000);
      const origin = [SITE, 'https://other.test', null][minute % 3] ?? null;
      await watchOrigin(days.ports, id, origin);
      expect(current()).toMatchObject({ certificate: { origin: SITE, warning }, intents: [] });
    }
    days.now = day(1);
    await watchOrigin(days.ports, id, SITE);
    expect(current()?.certificate).not.toHaveProperty('strayedAt');
  });

  it('is left alone where the target is paused or has one of its own', async () => {
    const paused = await watched(null, { pausedAt: day(0) });
    await watchOrigin(paused.days.ports, paused.id, SITE);
    expect(paused.current()).toMatchObject({ certificate: null });
    const own = startedWatches('https://shop.test/', day(0)).certificate;
    const secure = await watched(own, { url: 'https://shop.test/' });
    await watchOrigin(secure.days.ports, secure.id, SITE);
    expect(secure.current()?.certificate).toEqual(own);
  });
});
