import { describe, expect, it } from 'vitest';
import {
  DOMAIN,
  lookUp,
  openThrottle,
  rdapRecord,
  rdapServer,
  whoisRecord,
  whoisServer,
} from './testing/registry.ts';

const expiresAt = new Date('2027-03-15T04:00:00Z');
const withoutDate = rdapRecord({ events: [] });

describe('RDAP first', () => {
  it('answers with date, facts and origin, and WHOIS is not asked', async () => {
    const rdap = await rdapServer(rdapRecord());
    const whois = await whoisServer('');
    expect(await lookUp({ rdap: `${rdap.origin}/`, whois: whois.port })).toEqual({
      outcome: 'ok',
      expiresAt,
      precision: 'instant',
      registrar: 'Sample Ltd',
      statuses: ['clientTransferProhibited'],
      nameServers: ['ns1.example.net'],
      source: 'rdap',
      server: '127.0.0.1',
      fetchedAt: new Date('2026-10-01T00:00:00Z'),
      replies: [
        {
          service: 'rdap',
          server: '127.0.0.1',
          at: new Date('2026-10-01T00:00:00Z'),
          text: rdapRecord(),
        },
      ],
    });
    expect(whois.connections()).toBe(0);
    expect(rdap.requests[0]).toMatch(/^GET \/domain\/monitor-sample\.com HTTP\/1\.1\r\n/);
    expect(rdap.requests[0]).toContain('mini-netumo');
  });

  it('leaves the last word to WHOIS where it has no date', async () => {
    const rdap = await rdapServer(withoutDate);
    const whois = await whoisServer(whoisRecord('Registry Expiry Date: 2027-03-15T04:00:00Z'));
    const answer = await lookUp({ rdap: rdap.origin, whois: whois.port });
    expect(answer).toMatchObject({ outcome: 'ok', source: 'whois', expiresAt });
    expect(whois.requests).toEqual([`${DOMAIN}\r\n`]);
  });

  it.each([
    ['has no date either', whoisRecord()],
    ['knows nothing', 'No match for domain.'],
    ['refuses', 'Access denied.'],
  ])('says "not published" where WHOIS %s', async (_what, text) => {
    const rdap = await rdapServer(withoutDate);
    const whois = await whoisServer(text);
    const answer = await lookUp({ rdap: rdap.origin, whois: whois.port });
    expect(answer).toMatchObject({
      outcome: 'not-published',
      source: 'rdap',
      registrar: 'Sample Ltd',
    });
  });

  it('leaves the registry alone that asks for it', async () => {
    const rdap = await rdapServer('', '429 Too Many Requests', ['retry-after: 3600']);
    const whois = await whoisServer(whoisRecord('Registry Expiry Date: 2027-03-15T04:00:00Z'));
    const throttle = openThrottle();
    const answer = await lookUp({ rdap: rdap.origin, whois: whois.port, throttle });
    const retryAt = new Date('2026-10-01T01:00:00Z');
    expect(answer).toMatchObject({ outcome: 'rate-limited', retryAt });
    expect(throttle.reports).toMatchObject([[expect.any(String), { rateLimited: true, retryAt }]]);
    expect(whois.connections()).toBe(0);
  });
});

describe('what was heard', () => {
  const implausible = rdapRecord({
    events: [{ eventAction: 'expiration', eventDate: '9999-12-31T00:00:00Z' }],
  });

  it('comes with the answer, whichever service is believed', async () => {
    const rdap = await rdapServer(implausible);
    const whois = await whoisServer(whoisRecord('Status: ok'));
    const answer = await lookUp({ rdap: rdap.origin, whois: whois.port });
    expect(answer).toMatchObject({ outcome: 'not-published', source: 'whois' });
    expect(answer.replies).toMatchObject([
      { service: 'rdap', text: implausible },
      { service: 'whois', text: expect.stringContaining('Status: ok') },
    ]);
    const refused = await lookUp({ rdap: rdap.origin });
    expect(refused).toMatchObject({ outcome: 'unreachable', failure: { class: 'implausible' } });
    expect(refused.replies).toMatchObject([{ service: 'rdap', text: implausible }]);
  });

  it('is the body of an answer and none of its headers', async () => {
    const headers = ['set-cookie: session=secret', 'www-authenticate: Basic realm="secret"'];
    const rdap = await rdapServer('<p>Out of order</p>', '500 Oops', headers);
    const { replies } = await lookUp({ rdap: rdap.origin });
    expect(replies).toMatchObject([{ text: '<p>Out of order</p>' }]);
    expect(JSON.stringify(replies)).not.toContain('secret');
  });

  it('is nothing where nobody answered', async () => {
    expect((await lookUp({})).replies).toEqual([]);
  });

  it('names the registry and the registrar that it sends to', async () => {
    const registrar = await whoisServer(
      whoisRecord('Registrar Registration Expiration Date: soon'),
    );
    const registry = await whoisServer(whoisRecord('Registrar WHOIS Server: whois.registrar.net'));
    const { replies } = await lookUp({ whois: registry.port, referralPort: registrar.port });
    expect(replies.map(({ server }) => server)).toEqual(['127.0.0.1', 'whois.registrar.net']);
  });
});

describe('WHOIS', () => {
  it('is asked alone where the registry has no RDAP', async () => {
    const whois = await whoisServer(whoisRecord('Registry Expiry Date: 2027-03-15T04:00:00Z'));
    expect(await lookUp({ whois: whois.port })).toMatchObject({ outcome: 'ok', source: 'whois' });
  });

  it('takes the date of a registrar only where the registry sends us to it', async () => {
    const registrar = await whoisServer(
      whoisRecord('Registrar Registration Expiration Date: 2027-06-14T00:00:00-0700'),
    );
    const registry = await whoisServer(whoisRecord('Registrar WHOIS Server: whois.registrar.net'));
    const answer = await lookUp({ whois: registry.port, referralPort: registrar.port });
    expect(answer).toMatchObject({
      expiresAt: new Date('2027-06-14T07:00:00Z'),
      server: 'whois.registrar.net',
    });
    const full = await whoisServer(
      whoisRecord(
        'Registrar WHOIS Server: whois.registrar.net',
        'Registry Expiry Date: 2027-03-15T04:00:00Z',
      ),
    );
    await lookUp({ whois: full.port, referralPort: registrar.port });
    expect(registrar.connections()).toBe(1);
  });

  it('goes one referral far', async () => {
    const loop = await whoisServer(whoisRecord('Registrar WHOIS Server: whois.again.net'));
    const answer = await lookUp({ whois: loop.port, referralPort: loop.port });
    expect(answer.outcome).toBe('not-published');
    expect(loop.connections()).toBe(2);
  });

  it('reads UTF-8 that is split between packets, and Latin-1', async () => {
    const text = Buffer.from(whoisRecord('Registrar: Société Générale', 'Status: ok'), 'utf8');
    const middle = text.indexOf(Buffer.from('é')) + 1;
    const split = await whoisServer((socket) => {
      socket.write(text.subarray(0, middle));
      setTimeout(() => socket.end(text.subarray(middle)), 20);
    });
    expect(await lookUp({ whois: split.port })).toMatchObject({ registrar: 'Société Générale' });
    const latin = await whoisServer(
      Buffer.from(
        whoisRecord('Data de expiração / Expiration Date (dd/mm/yyyy): 03/02/2027'),
        'latin1',
      ),
    );
    expect(await lookUp({ whois: latin.port })).toMatchObject({
      expiresAt: new Date('2027-02-03T12:00:00Z'),
      precision: 'day',
    });
  });
});

describe('the outcome', () => {
  it.each([
    ['ok', '2026-10-01T00:00:01Z', 'ok'],
    ['expired', '2026-09-30T23:59:59Z', 'expired'],
    ['a day that is not over everywhere', '2026-09-30', 'ok'],
    ['a day that is over', '2026-09-29', 'expired'],
  ])('%s', async (_what, eventDate, outcome) => {
    const events = [{ eventAction: 'expiration', eventDate }];
    const rdap = await rdapServer(rdapRecord({ events }));
    expect(await lookUp({ rdap: rdap.origin })).toMatchObject({ outcome });
  });

  it('is "unsupported" for names below which a private registry sells', async () => {
    expect(await lookUp({ domain: 'uk.com' })).toMatchObject({
      outcome: 'unsupported',
      failure: { class: 'no-service' },
    });
  });

  it('prefers the failure that may pass', async () => {
    const rdap = await rdapServer('', '403 Forbidden');
    expect(await lookUp({ rdap: rdap.origin })).toMatchObject({
      outcome: 'unreachable',
      failure: { class: 'network' },
    });
  });
});

it('rejects only when told to stop', async () => {
  const silent = await whoisServer(() => undefined);
  const stop = new AbortController();
  const answer = lookUp({ whois: silent.port, signal: stop.signal, timeoutMs: 20_000 });
  setTimeout(() => stop.abort(new Error('shutting down')), 50);
  await expect(answer).rejects.toThrow('shutting down');
  await expect(lookUp({ signal: stop.signal })).rejects.toThrow('shutting down');
});

it('is put off while the throttle says so', async () => {
  const until = new Date('2026-10-01T00:15:00Z');
  const answer = await lookUp({
    throttle: { take: () => Promise.resolve({ granted: false, until, isRefused: false }) },
  });
  expect(answer).toMatchObject({
    outcome: 'rate-limited',
    failure: { class: 'throttled' },
    retryAt: until,
  });
});

it.each(['alive', 'gone'] as const)(
  'an answer says that the delegation is %s',
  async (delegation) => {
    const rdap = await rdapServer(rdapRecord());
    expect(await lookUp({ rdap: rdap.origin, delegation })).toMatchObject({
      outcome: 'ok',
      delegation,
    });
    expect(await lookUp({ rdap: rdap.origin })).not.toHaveProperty('delegation');
    const failing = await rdapServer('no record');
    const failed = await lookUp({ rdap: failing.origin, delegation });
    expect(failed).toMatchObject({ failure: {}, delegation });
  },
);
