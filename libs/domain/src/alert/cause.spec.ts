import { describe, expect, it } from 'vitest';
import { evidence, inDays, issuer, leaf, NOW } from '../certificate/testing/evidence.ts';
import { CERTIFICATE_CHECK } from '../certificate/check.ts';
import { seenCertificates } from '../certificate/seen-certificates.ts';
import type { KnownLeaf } from '../certificate/leaves.ts';
import type { CertificateSighting } from '../certificate/sighting.ts';
import { warnOfExpiry } from '../certificate/warn-of-expiry.ts';
import { NO_PHASES, type ProbeResult } from '../check/schema.ts';
import type { ChangedRecords } from '../check/dns-record.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import { judgeRegistration } from '../registration/judge-lookup.ts';
import { NO_REGISTRY_LOAD } from '../registration/lookup-interval.ts';
import { newRegistration, type Registration } from '../registration/state.ts';
import { warnOfEnd } from '../registration/warn-of-end.ts';
import { judgeWatch } from '../check-kind/judge-watch.ts';
import { describeCause } from '../text/cause.ts';
import { judgeCheck } from '../target/judge-check.ts';
import { targetRecord } from '../target/testing.ts';

const newId = () => 'id';
const deps = { newId, now: NOW };

/** What people read in the alerts of outbox entries. */
const saidIn = (entries: readonly OutboxEntry[] = []): string[] =>
  entries.flatMap((entry) => ('cause' in entry ? [describeCause(entry.cause)] : []));

const MINUTE_MS = 60_000;

/** What alerts of a target say while one result follows another, at the given minutes. */
function saidOf(result: Partial<ProbeResult>, minutes: readonly number[]): string[] {
  let target = targetRecord({
    createdAt: NOW,
    state: { ...targetRecord().state, statusSince: NOW },
    thresholds: { ...targetRecord().thresholds, slowMs: 1_500, alertWhenSlow: true },
  });
  return minutes.flatMap((minute) => {
    const slot = new Date(NOW.getTime() + minute * MINUTE_MS);
    const lease = { token: 'token', until: slot };
    const { change } = judgeCheck(deps, {
      claimed: { target, recentCount: 0, hour: null, slot, origin: 'scheduled', lease },
      slot,
      startedAt: slot,
      endedAt: slot,
      result: {
        outcome: 'failed',
        statusCode: null,
        latencyMs: null,
        phases: NO_PHASES,
        address: null,
        attempts: 1,
        failure: null,
        ...result,
      },
    });
    target = { ...target, ...(change.state && { state: change.state }) };
    return saidIn(change.intents);
  });
}

describe('what alerts of a target say', () => {
  const soon = [0, 1, 2, 3, 4, 5];
  const days = Array.from({ length: 26 * 60 }, (_, minute) => minute);

  it.each<[string, ProbeResult['failure']]>([
    ['a code alone', { class: 'timeout', code: 'connect', fact: { is: 'code' } }],
    [
      'numbers',
      { class: 'refused', code: 'CONNECTION_REFUSED', fact: { is: 'refused', port: 80 } },
    ],
    [
      'what surrounds it',
      {
        class: 'reset',
        code: 'CONNECTION_RESET',
        fact: { is: 'closed', during: 'while it was read' },
        redirect: { to: 'https://www.shop.test', withheld: ['x-key'], methods: ['POST', 'GET'] },
        speaks: 'tls',
      },
    ],
    [
      'a certificate with its times',
      {
        class: 'tls',
        code: 'CERT_EXPIRED',
        fact: { is: 'certificate', host: 'shop.test', until: inDays(-1) },
      },
    ],
    [
      'a sentence of an older version',
      { class: 'dns', code: null, fact: { is: 'text', text: 'Old.' } },
    ],
    ['nothing', null],
  ])('down and still down: %s', (_, failure) => {
    expect(saidOf({ failure }, days)).toMatchSnapshot();
  });

  it('slow, by its answers and by its own word', () => {
    const slow = { outcome: 'slow', statusCode: 200, latencyMs: 2_345.6 } as const;
    const failure = {
      class: 'status',
      code: '429',
      fact: { is: 'status', expected: '2xx' },
    } as const;
    expect(saidOf(slow, soon)).toMatchSnapshot();
    expect(saidOf({ ...slow, statusCode: 429, failure }, soon)).toMatchSnapshot();
  });
});

describe('what alerts about checks that fail say', () => {
  const since = inDays(-4);

  it('of certificates', () => {
    const trouble = { since, at: since, alertId: null };
    const failure = { class: 'timeout', code: 'tls', fact: { is: 'code' } } as const;
    const watch = { ...CERTIFICATE_CHECK.start(), dueAt: since, lease: null };
    const before = {
      target: targetRecord(),
      watch: { ...watch, trouble: { ...trouble, failure } },
      now: NOW,
      newId,
    };
    const found = { outcome: 'failed', failure, address: null } as const;
    const intents = judgeWatch(CERTIFICATE_CHECK, before, found).effects;
    expect(saidIn(intents)).toMatchSnapshot();
  });

  it('of registrations', () => {
    const failure = {
      class: 'timeout',
      fact: { is: 'text', text: 'whois.example did not answer.' },
    } as const;
    const registration: Registration = {
      ...newRegistration('shop.example'),
      failingSince: since,
      failures: 9,
      failure,
    };
    const target = { ...targetRecord(), url: 'https://shop.example/' };
    const answer = {
      outcome: 'unreachable' as const,
      failure,
      retryAt: null,
      server: null,
      fetchedAt: NOW,
      replies: [],
    };
    const record = {
      registration,
      createdAt: since,
      updatedAt: since,
      version: 1,
      dueAt: NOW,
      lease: null,
      refreshedAt: null,
      changes: [],
      warning: null,
      troubleAlertId: null,
      intents: [],
    };
    const crowd = NO_REGISTRY_LOAD;
    const { intents } = judgeRegistration({ newId }, record, {
      answer,
      records: [],
      targets: [target],
      crowd,
      now: NOW,
    });
    expect(saidIn(intents)).toMatchSnapshot();
  });
});

describe('what alerts about certificates say', () => {
  const rsa = { type: 'rsa', bits: 2_048, curve: null };
  const sighting = (over: Partial<CertificateSighting> = {}): CertificateSighting => ({
    addresses: ['192.0.2.1', '192.0.2.2'],
    evidence: evidence(),
    ...over,
  });
  const ends = (days: number, over = {}) =>
    sighting({ evidence: evidence({ leaf: leaf({ validTo: inDays(days), ...over }) }) });
  const said = (
    sightings: readonly CertificateSighting[],
    { leaves = [], pausedAlertIds }: { leaves?: KnownLeaf[]; pausedAlertIds?: string[] } = {},
  ): string[] => {
    const watch = { warning: null, ...(pausedAlertIds && { pausedAlertIds }) };
    const seen = seenCertificates(sightings, 14, NOW);
    return saidIn(warnOfExpiry({ newId, watch, leaves, now: NOW }, seen).intents);
  };
  const known = (over: Partial<KnownLeaf>): KnownLeaf => ({
    fingerprint: 'aa'.repeat(32),
    validTo: inDays(7),
    keyKind: 'ECDSA',
    addresses: ['192.0.2.1'],
    seenAt: NOW,
    ...over,
  });

  it.each([13.2, 7, 2, 0.5, -0.5, -1, -40])('with %d days left', (days) => {
    expect(said([ends(days)])).toMatchSnapshot();
  });

  it('of an issuer, sent or trusted', () => {
    const sent = evidence({ issuers: [issuer({ validTo: inDays(3) })] });
    const trusted = evidence({ issuers: [issuer({ validTo: inDays(-3), source: 'trust-store' })] });
    expect(said([sighting({ evidence: sent })])).toMatchSnapshot();
    expect(said([sighting({ evidence: trusted })])).toMatchSnapshot();
  });

  it('which one of several', () => {
    const other = { fingerprint: 'dd'.repeat(32) };
    expect(said([ends(7), ends(60, other)])).toMatchSnapshot();
    expect(said([ends(7), ends(60, { ...other, key: rsa })])).toMatchSnapshot();
    expect(said([ends(60), ends(7, { ...other, key: rsa })])).toMatchSnapshot();
  });

  it('that it is back, and that it stands after a pause', () => {
    expect(said([ends(7)], { leaves: [known({ reappeared: true })] })).toMatchSnapshot();
    const leaves = [known({ told: 7 })];
    expect(said([ends(7)], { leaves, pausedAlertIds: ['old'] })).toMatchSnapshot();
  });
});

describe('what alerts about records say', () => {
  const saidOf = (changes: readonly Omit<ChangedRecords, 'name' | 'record'>[]) =>
    describeCause({
      is: 'records-changed',
      changes: changes.map((change) => ({ name: 'shop.test', record: 'A', ...change })),
    });
  const many = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4', '192.0.2.5', '192.0.2.6'];

  it('names what came and what is gone, a few of each', () => {
    expect(saidOf([{ added: ['192.0.2.9'], removed: many }])).toBe(
      'The A records of shop.test have changed: added 192.0.2.9; ' +
        'gone 192.0.2.1, 192.0.2.2, 192.0.2.3, 192.0.2.4 and 2 more.',
    );
  });

  it('names each change, and that no more are told', () => {
    expect(
      saidOf([
        { added: ['192.0.2.9'], removed: [] },
        { added: [], removed: ['192.0.2.1'], varies: true },
      ]),
    ).toBe(
      'The A records of shop.test have changed: added 192.0.2.9. ' +
        'The A records of shop.test have changed: gone 192.0.2.1. They vary: further changes are not told.',
    );
  });
});

describe('what alerts about registrations say', () => {
  const base: Registration = {
    ...newRegistration('shop.example'),
    outcome: 'ok',
    standing: 'ok',
    expiresAt: inDays(7),
    precision: 'instant',
    source: 'rdap',
    confirmedAt: NOW,
    answeredAt: NOW,
    registrar: 'Sample Registrar, Inc.',
  };
  const said = (over: Partial<Registration>, names = ['Shop']): string[] => {
    const targets = names.map((name) => ({
      ...targetRecord({ name, createdAt: inDays(-300) }),
      url: 'https://shop.example/',
    }));
    const record = { registration: { ...base, ...over }, warning: null };
    return saidIn(warnOfEnd(deps, record, targets).intents);
  };
  const gone = { aliveAt: inDays(-9), goneSince: inDays(-2), lostAt: inDays(-1) };
  const silent = { confirmedAt: inDays(-9) };
  const failure = { class: 'timeout', fact: { is: 'text', text: 'No answer.' } } as const;

  it.each<[string, Partial<Registration>]>([
    ['thresholds', {}],
    ['of the registrar by WHOIS', { dateOf: 'registrar', source: 'whois', registrar: null }],
    ['typed in', { source: 'manual', expiresAt: inDays(0.5) }],
    ['a day', { precision: 'day', expiresAt: inDays(3) }],
    ['expired', { expiresAt: inDays(-2) }],
    ['expired, registrar unknown', { expiresAt: inDays(-2), registrar: null }],
    ['expired, typed in', { expiresAt: inDays(-2), source: 'manual' }],
    ['stale', { ...silent, expiresAt: inDays(40), failure }],
    ['stale, nothing failed', { ...silent, expiresAt: inDays(40) }],
    ['passed unconfirmed', { ...silent, expiresAt: inDays(-3), failure }],
    ['passed, confirmed yesterday', { confirmedAt: inDays(-1.5), expiresAt: inDays(-1) }],
    ['passed, never confirmed', { confirmedAt: null, expiresAt: inDays(-1) }],
    ['redemption', { standing: 'redemption', expiresAt: null }],
    ['redemption, dated', { standing: 'redemption', registrar: null }],
    ['pending-delete', { standing: 'pending-delete' }],
    ['not-found', { standing: 'not-found' }],
    ['undelegated', { delegation: gone }],
    [
      'undelegated, on hold',
      { delegation: { ...gone, goneSince: null }, statuses: ['clientHold'] },
    ],
    ['auto-renewed', { autoRenewedTo: inDays(360), expiresAt: inDays(-5) }],
    [
      'auto-renewed, on hold',
      {
        autoRenewedTo: inDays(360),
        expiresAt: inDays(-5),
        statuses: ['serverHold'],
        registrar: null,
      },
    ],
    ['a registrar with odd words', { registrar: `Evil\r\nBcc: all\u202e${'x'.repeat(200)}` }],
    ['a registrar of dots', { registrar: '.' }],
  ])('%s', (_, over) => {
    expect(said(over)).toMatchSnapshot();
  });

  it('names its targets', () => {
    expect(said({}, ['Shop', 'Blog\n2', 'y'.repeat(99)])).toMatchSnapshot();
    expect(said({}, ['a', 'b', 'c', 'd', 'e'])).toMatchSnapshot();
  });
});
