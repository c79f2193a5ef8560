import { describe, expect, it } from 'vitest';
import {
  DOMAIN,
  lookUp,
  rdapRecord,
  rdapServer,
  whoisRecord,
  whoisServer,
} from './testing/registry.ts';

const event = (eventAction: string, eventDate: string) => ({ eventAction, eventDate });
const REGISTRY = event('expiration', '2027-09-30T00:00:00Z');
const REGISTRAR = event('registrar expiration', '2026-09-30T00:00:00Z');
const OWN = { expiresAt: new Date('2026-09-30T00:00:00Z'), precision: 'instant' };

describe("the registrar's date", () => {
  it('is kept beside that of the registry', async () => {
    const rdap = await rdapServer(rdapRecord({ events: [REGISTRY, REGISTRAR] }));
    expect(await lookUp({ rdap: rdap.origin })).toMatchObject({
      expiresAt: new Date('2027-09-30T00:00:00Z'),
      registrarDate: OWN,
    });
    const whois = await whoisServer(
      whoisRecord(
        'Registry Expiry Date: 2027-09-30T00:00:00Z',
        'Registrar Registration Expiration Date: 2026-09-30T00:00:00Z',
      ),
    );
    expect(await lookUp({ whois: whois.port })).toMatchObject({ registrarDate: OWN });
  });

  it('is a date where it is the only one, and marked', async () => {
    const rdap = await rdapServer(
      rdapRecord({ events: [event('registrar expiration', '2027-01-01T00:00:00Z')] }),
    );
    expect(await lookUp({ rdap: rdap.origin })).toMatchObject({
      outcome: 'ok',
      expiresAt: new Date('2027-01-01T00:00:00Z'),
      dateOf: 'registrar',
    });
  });

  it('is asked for at the registrar where only that tells whether somebody has paid', async () => {
    const registrar = await rdapServer(rdapRecord({ events: [REGISTRAR] }));
    const links = [
      { rel: 'self', type: 'application/rdap+json', href: `${registrar.origin}/self` },
      {
        rel: 'related',
        type: 'application/rdap+json',
        href: `${registrar.origin}/domain/${DOMAIN}`,
      },
    ];
    const asked = async (status: string[]) => {
      const rdap = await rdapServer(rdapRecord({ status, links, events: [REGISTRY] }));
      return lookUp({ rdap: rdap.origin });
    };
    expect(await asked(['active'])).not.toHaveProperty('registrarDate');
    expect(registrar.requests).toEqual([]);
    expect(await asked(['auto renew period'])).toMatchObject({ registrarDate: OWN });
    expect(registrar.requests).toHaveLength(1);
    expect(await asked(['client hold'])).toMatchObject({ registrarDate: OWN });
  });

  it("is none where the registrar's record only repeats the date of the registry", async () => {
    const lookedUp = async (...events: object[]) => {
      const registrar = await rdapServer(rdapRecord({ events }));
      const links = [{ rel: 'related', href: `${registrar.origin}/domain/${DOMAIN}` }];
      const status = ['auto renew period'];
      const rdap = await rdapServer(rdapRecord({ status, links, events: [REGISTRY] }));
      return lookUp({ rdap: rdap.origin });
    };
    expect(await lookedUp(REGISTRY)).not.toHaveProperty('registrarDate');
    // The same day, stated without a time.
    const sameDay = event('expiration', '2027-09-30T22:00:00Z');
    expect(await lookedUp(sameDay)).not.toHaveProperty('registrarDate');
    const behind = event('expiration', '2026-09-30T00:00:00Z');
    expect(await lookedUp(behind)).toMatchObject({ registrarDate: OWN });
    const stated = event('registrar expiration', '2027-09-30T00:00:00Z');
    const moved = { expiresAt: new Date('2027-09-30T00:00:00Z') };
    expect(await lookedUp(REGISTRY, stated)).toMatchObject({ registrarDate: moved });
  });

  it('is left out where the registrar does not answer, and the registry counts', async () => {
    const links = [{ rel: 'related', href: 'http://127.0.0.2:9/domain/x' }];
    const rdap = await rdapServer(
      rdapRecord({ status: ['auto renew period'], links, events: [REGISTRY] }),
    );
    const answer = await lookUp({ rdap: rdap.origin });
    expect(answer).toMatchObject({ outcome: 'ok', statuses: ['autoRenewPeriod'] });
    expect(answer).not.toHaveProperty('registrarDate');
  });

  it('is taken from WHOIS where RDAP leaves it out, and nothing else is', async () => {
    const status = ['auto renew period'];
    const rdap = await rdapServer(rdapRecord({ status, events: [REGISTRY] }));
    const whois = await whoisServer(
      whoisRecord(
        'Registry Expiry Date: 2030-01-01T00:00:00Z',
        'Registrar Registration Expiration Date: 2026-09-30T00:00:00Z',
        'Domain Status: ok',
      ),
    );
    expect(await lookUp({ rdap: rdap.origin, whois: whois.port })).toMatchObject({
      source: 'rdap',
      expiresAt: new Date('2027-09-30T00:00:00Z'),
      statuses: ['autoRenewPeriod'],
      registrarDate: OWN,
    });
  });

  it('is asked for over WHOIS, too, and none where that only repeats the date of the registry', async () => {
    const registry = await whoisServer(
      whoisRecord(
        'Registrar WHOIS Server: whois.registrar.net',
        'Registry Expiry Date: 2027-09-30T00:00:00Z',
        'Domain Status: autoRenewPeriod https://icann.org/epp#autoRenewPeriod',
      ),
    );
    const lookedUp = async (line: string) => {
      const registrar = await whoisServer(whoisRecord(line));
      return lookUp({ whois: registry.port, referralPort: registrar.port });
    };
    const own = 'Registrar Registration Expiration Date: 2026-09-30T00:00:00Z';
    const expiresAt = new Date('2027-09-30T00:00:00Z');
    expect(await lookedUp(own)).toMatchObject({
      expiresAt,
      registrarDate: OWN,
      server: '127.0.0.1',
    });
    const copied = await lookedUp('Registry Expiry Date: 2027-09-30T00:00:00Z');
    expect(copied).toMatchObject({ expiresAt });
    expect(copied).not.toHaveProperty('registrarDate');
  });
});
