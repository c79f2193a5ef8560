import { describe, expect, it } from 'vitest';
import { lookUp, whoisRecord, whoisServer } from '../testing/registry.ts';
import { discoverServer, walkServers, WalkEnd } from './with-whoiser.ts';

const ask = (text: string) => () => Promise.resolve(text);

/** The servers that whoiser asks when the first one says this. */
async function walked(...lines: string[]): Promise<string[]> {
  const hosts: string[] = [];
  await walkServers('x.com', 'whois.registry.example', (host) => {
    hosts.push(host);
    return Promise.resolve(lines.join('\r\n'));
  });
  return hosts.slice(1);
}

describe('whoiser over our connection', () => {
  it.each([
    ['Registrar WHOIS Server: whois.registrar.net', ['whois.registrar.net']],
    ['ReferralServer: whois://whois.registrar.net:4343', ['whois.registrar.net']],
    ['Registrar WHOIS Server: whois.registry.example', []],
    ['Registrar WHOIS Server:', []],
    ['Registrar WHOIS Server: whois://', []],
    ['Domain Name: x.com', []],
  ])('follows %j to %j', async (line, hosts) => {
    expect(await walked('Domain Name: x.com', line)).toEqual(hosts);
  });

  it('goes to two servers and no further', async () => {
    let asked = 0;
    await walkServers('x.com', 'whois.a.example', () => {
      asked++;
      return Promise.resolve(`Registrar WHOIS Server: whois.n${asked}.example`);
    });
    expect(asked).toBe(2);
  });

  it('tells registrar and name servers, and no dates', async () => {
    const text = whoisRecord('Registrar: Sample Ltd', 'Name Server: NS1.EXAMPLE.NET', 'Expires: 1');
    expect(await walkServers('x.com', 'whois.a.example', ask(text))).toEqual({
      registrar: 'Sample Ltd',
      nameServers: ['ns1.example.net'],
    });
  });

  it.each([
    [
      'labels that are names of an object',
      '__proto__: x\nconstructor: y\ntoString: z\nRegistrar: A',
    ],
    ['nothing', ''],
    ['only blank lines', '\n'.repeat(200_000)],
    ['labels without values in a row', 'a:\n'.repeat(80_000)],
    ['a layout of .fr that is broken', 'nic-hdl: x\n\nnic-hdl: y'],
    ['line breaks in a name', 'Registrar: A\r\rName Server: evil\r\nhost.example'],
  ])('survives %s', async (_what, text) => {
    for (const domain of ['x.com', 'x.uk', 'x.fr', 'x.tr', 'x.jp', 'x.it', 'x.ua']) {
      const facts = await walkServers(domain, 'whois.a.example', ask(text));
      expect(facts.nameServers).toEqual(expect.any(Array));
    }
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  it('learns the server of a suffix from IANA', async () => {
    const iana = 'domain:       NEWTLD\n\nwhois:        whois.nic.newtld\n\nstatus: ACTIVE\n';
    expect(await discoverServer('newtld', 'whois.iana.org', ask(iana))).toBe('whois.nic.newtld');
    expect(await discoverServer('newtld', 'whois.iana.org', ask('domain: NEWTLD'))).toBeNull();
    const ends = () => Promise.reject(new WalkEnd());
    expect(await discoverServer('newtld', 'whois.iana.org', ends)).toBeNull();
    const fails = () => Promise.reject(new Error('the store is away'));
    await expect(discoverServer('newtld', 'whois.iana.org', fails)).rejects.toThrow('away');
  });

  it('asks once where whoiser cannot put a name into words', async () => {
    const whois = await whoisServer('Domain: xn--a.de\r\nStatus: connect\r\n');
    const answer = await lookUp({ domain: 'xn--0.de', whois: whois.port });
    expect(whois.connections()).toBe(1);
    expect(answer).toMatchObject({ outcome: 'unreachable', failure: { class: 'wrong-name' } });
  });
});
