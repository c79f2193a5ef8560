import { describe, expect, it } from 'vitest';
import { NOW, rdapRecord } from '../testing/registry.ts';
import { readRdapAnswer } from './read-answer.ts';

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
    facts: { registrar: null, statuses: ['ok'], nameServers: [] },
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
])('after a wait of %j it is asked again at %s', (header, at) => {
  for (const status of [429, 503]) {
    const finding = readRdapAnswer(
      { status, location: '', retryAfter: header, text: '' },
      { domain: 'monitor-sample.com', server: 'rdap.registry.example', now: NOW },
    );
    expect('retryAt' in finding && finding.retryAt?.toISOString()).toBe(at);
  }
});

describe('forms that are met in the wild', () => {
  const own = '2027-05-28T00:00:00Z';
  const text = (body: string, status = 200) =>
    readRdapAnswer(
      { status, location: '', retryAfter: '', text: body },
      { domain: 'monitor-sample.com', server: 'rdap.registry.example', now: NOW },
    );

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['a null among the events', { events: [null, event('expiration', own)] }],
    ['a number among the events', { events: [7, event('expiration', own)] }],
    ['one event that is in no list', { events: event('expiration', own) }],
    ['an event without an action', { events: [{ eventDate: own }, event('expiration', own)] }],
    ['lower case in the date', { events: [event('expiration', '2027-05-28t00:00:00z')] }],
    ['a fraction in lower case', { events: [event('expiration', '2027-05-28t00:00:00.000z')] }],
    ['a class in capitals', { objectClassName: 'Domain' }],
    ['a class that is none', { objectClassName: null }],
    ['a null among the statuses', { status: ['active', null, 5] }],
    ['one status that is in no list', { status: 'active' }],
    ['nulls everywhere', { status: null, nameservers: [null], entities: [null], links: null }],
    ['an entity with a null role', { entities: [{ roles: [null, 'Registrar'] }] }],
    ['one role that is in no list', { entities: { roles: 'registrar' } }],
  ])('%s', (_what, changes) => {
    const finding = read({ events: [event('expiration', own)], ...changes });
    expect(finding).toMatchObject({
      kind: 'registered',
      expiry: { expiresAt: new Date(own), precision: 'instant' },
    });
  });

  it('reads JSON behind a mark of the byte order', () => {
    expect(text(`\ufeff${rdapRecord()}`).kind).toBe('registered');
  });

  it('takes a record with nothing but a status for what the status says', () => {
    const bare = { events: [], entities: [], nameservers: [] };
    expect(read({ ...bare, status: ['reserved'] })).toMatchObject({
      kind: 'unsupported',
      failure: { class: 'no-service' },
    });
    expect(read({ ...bare, status: ['active'] }).kind).toBe('registered');
    expect(read({ ...bare, status: ['validated'] }).kind).toBe('registered');
    expect(read({ status: ['reserved'] }).kind).toBe('registered');
  });

  it('takes errors for errors, whatever the status of the answer', () => {
    expect(text('{"errorCode":404,"title":"Not found"}').kind).toBe('not-found');
    expect(text('{"errorCode":429}').kind).toBe('rate-limited');
    expect(text('{"errorCode":500}').kind).toBe('unreachable');
  });

  it('takes a question that was not understood for no refusal', () => {
    expect(text('', 400)).toMatchObject({ kind: 'unreachable', failure: { class: 'status' } });
    expect(text('', 426).kind).toBe('unreachable');
  });
});
