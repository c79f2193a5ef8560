import { describe, expect, it } from 'vitest';
import { lookUp, rdapServer, whoisRecord, whoisServer } from './testing/registry.ts';

const DATE = 'Registry Expiry Date: 2027-03-15T04:00:00Z';
const noRdapEntry = () => rdapServer('{"errorCode":404}', '404 Not Found');
const noWhoisEntry = () => whoisServer('No match for domain.');
const notKept = () => whoisServer('TLD is not supported');

describe('a domain that one service does not know', () => {
  it('is registered where another service knows it', async () => {
    const [rdap, whois] = await Promise.all([noRdapEntry(), whoisServer(whoisRecord(DATE))]);
    expect(await lookUp({ rdap: rdap.origin, whois: whois.port })).toMatchObject({
      outcome: 'ok',
      source: 'whois',
      expiresAt: new Date('2027-03-15T04:00:00Z'),
    });
  });

  it('is not found where both services say so, whatever the DNS says', async () => {
    const [rdap, whois] = await Promise.all([noRdapEntry(), noWhoisEntry()]);
    for (const delegation of ['alive', 'gone', 'unknown'] as const) {
      expect(await lookUp({ rdap: rdap.origin, whois: whois.port, delegation })).toMatchObject({
        outcome: 'not-found',
        witnesses: ['rdap', 'whois'],
      });
    }
  });

  it('is not found where one says so and the delegation is gone', async () => {
    const [rdap, whois] = await Promise.all([noRdapEntry(), notKept()]);
    expect(
      await lookUp({ rdap: rdap.origin, whois: whois.port, delegation: 'gone' }),
    ).toMatchObject({ outcome: 'not-found', witnesses: ['rdap', 'dns'] });
    const alone = await noWhoisEntry();
    expect(await lookUp({ whois: alone.port, delegation: 'gone' })).toMatchObject({
      witnesses: ['whois', 'dns'],
    });
  });

  it('is left alone by a service that is contradicted by its delegation', async () => {
    const [rdap, whois] = await Promise.all([noRdapEntry(), notKept()]);
    expect(
      await lookUp({ rdap: rdap.origin, whois: whois.port, delegation: 'alive' }),
    ).toMatchObject({ outcome: 'unreachable', failure: { class: 'contradicted' } });
  });

  it('has one witness where the DNS cannot tell', async () => {
    const [rdap, whois] = await Promise.all([noRdapEntry(), notKept()]);
    expect(await lookUp({ rdap: rdap.origin, whois: whois.port })).toMatchObject({
      outcome: 'not-found',
      witnesses: ['rdap'],
    });
  });

  it('below a suffix may be kept by a registry that neither of both services is', async () => {
    const [rdap, whois] = await Promise.all([noRdapEntry(), noWhoisEntry()]);
    const asked = { domain: 'sample.edu.ng', rdap: rdap.origin, whois: whois.port };
    expect(await lookUp({ ...asked, delegation: 'alive' })).toMatchObject({
      outcome: 'unreachable',
    });
    expect(await lookUp(asked)).toMatchObject({ outcome: 'not-found' });
  });
});

describe('a suffix with a registry of its own', () => {
  it('is asked there, and the registry above it is not', async () => {
    const above = await noRdapEntry();
    const own = await whoisServer(
      `Domain Name: SHOP.CO.UA\r\nExpiration Date:11-Dec-2027 16:47:31 UTC\r\n`,
    );
    expect(
      await lookUp({ domain: 'shop.co.ua', rdap: above.origin, whois: own.port }),
    ).toMatchObject({ outcome: 'ok', expiresAt: new Date('2027-12-11T16:47:31Z') });
    expect(above.requests).toEqual([]);
    expect(own.requests).toEqual(['shop.co.ua\r\n']);
  });

  it('is not answered with the date of the suffix', async () => {
    const own = await whoisServer(`Domain Name: CO.UA\r\nExpiration Date: 2030-01-01\r\n`);
    expect(await lookUp({ domain: 'shop.co.ua', whois: own.port })).toMatchObject({
      outcome: 'unreachable',
      failure: { class: 'wrong-name' },
    });
    expect(await lookUp({ domain: 'co.ua', whois: own.port })).toMatchObject({
      outcome: 'unsupported',
      failure: { class: 'no-service' },
    });
  });
});
