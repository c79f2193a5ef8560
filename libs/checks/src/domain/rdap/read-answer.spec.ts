import { describe, expect, it } from 'vitest';
import { NOW, rdapRecord } from '../testing/registry.ts';
import { readRdapAnswer } from './read-answer.ts';
import { retryAfter } from '../../retry-after-date.ts';

const read = (changes: Readonly<Record<string, unknown>>, status = 200) =>
  readRdapAnswer(
    { status, location: '', retryAfter: '', text: rdapRecord(changes) },
    { domain: 'monitor-sample.com', server: 'rdap.registry.example', now: NOW },
  );

const event = (eventAction: string, eventDate: unknown): unknown => ({ eventAction, eventDate });

describe('the expiry of an RDAP record', () => {
  it.each([
    ['another event', [event('registrar expiration', '2027-01-01T00:00:00Z')], null],
    ['missing date', [{ eventAction: 'expiration' }], null],
    ['null', [event('expiration', null)], null],
    ['other letters', [event(' Expiration ', '2027-05-28T00:00:00Z')], '2027-05-28T00:00:00.000Z'],
    ['no zone', [event('expiration', '2027-05-28T10:00:00')], '2027-05-28T12:00:00.000Z'],
    ['offset', [event('expiration', '2027-05-28T00:00:00+02:00')], '2027-05-27T22:00:00.000Z'],
    ['null events', null, null],
    [
      'fault elsewhere',
      [event('last changed', 5), event('expiration', '2027-05-28T00:00:00Z')],
      '2027-05-28T00:00:00.000Z',
    ],
  ])('%s', (_what, events, expected) => {
    const finding = read({ events });
    const expiry = finding.kind === 'registered' ? finding.expiry : undefined;
    expect(expiry === null ? null : expiry?.expiresAt.toISOString()).toBe(expected);
  });
});

describe('the name in an RDAP record', () => {
  it.each([
    [{ ldhName: 'monitor-sample.com.' }, 'registered'],
    [{ ldhName: undefined, unicodeName: 'Monitor-Sample.com' }, 'registered'],
    [{ ldhName: 'other.com', unicodeName: 'monitor-sample.com' }, 'unreachable'],
    [{ ldhName: undefined }, 'unreachable'],
    [{ objectClassName: 'entity' }, 'unreachable'],
  ])('%j: %s', (changes, kind) => {
    expect(read(changes).kind).toBe(kind);
  });
});

it('spoils no record by a malformed part that is not needed', () => {
  const finding = read({ status: 'active', entities: {}, nameservers: [null, 5], secureDNS: [] });
  expect(finding).toMatchObject({
    kind: 'registered',
    facts: { registrar: null, statuses: [], nameServers: [] },
  });
});

it.each([
  ['120', '2026-10-01T00:02:00.000Z'],
  ['999999999', '2026-10-02T00:00:00.000Z'],
  ['Thu, 01 Oct 2026 06:00:00 GMT', '2026-10-01T06:00:00.000Z'],
  ['Fri, 01 Jan 2027 00:00:00 GMT', '2026-10-02T00:00:00.000Z'],
  ['Thu, 01 Oct 2020 06:00:00 GMT', undefined],
  ['soon', undefined],
  ['-5', undefined],
  ['', undefined],
])('retryAfter(%j)', (header, at) => {
  expect(retryAfter(header, NOW)?.toISOString()).toBe(at);
});
