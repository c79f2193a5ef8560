import { createEgressGuard, type EgressGuard } from '@app/platform';
import { describe, expect, it } from 'vitest';
import { resolveTo } from '../testing/probe.ts';
import {
  guardOf,
  lookUp,
  rdapRecord,
  rdapServer,
  whoisRecord,
  whoisServer,
} from './testing/registry.ts';

/** What the names of referrals resolve to; all of it is this machine or a private network. */
const INSIDE = [
  '127.0.0.1',
  '10.0.0.5',
  '192.168.1.1',
  'fd00::1',
  '::ffff:127.0.0.1',
  '64:ff9b::a00:5',
];

/** A guard for which the servers on loopback are public ones: what they lead on to is judged as behind these. */
function guardOfPublic(address: string): EgressGuard {
  const inner = createEgressGuard({
    policy: { mode: 'allow-private', allow: [], own: [], isBehindPublic: true },
    resolver: resolveTo(address),
  });
  return { ...guardOf(), behind: () => inner };
}

const PAID_LATE = { status: ['auto renew period'] };

describe('a registry', () => {
  it.each(INSIDE)('sends nobody to a registrar at %s over WHOIS', async (address) => {
    const registrar = await whoisServer(whoisRecord('Registrar Expiration Date: 2027-06-14'));
    const registry = await whoisServer(whoisRecord('Registrar WHOIS Server: whois.registrar.net'));
    const guard = guardOfPublic(address);
    const places = { whois: registry.port, referralPort: registrar.port };
    const answer = await lookUp({ ...places, guard });
    expect(answer).toMatchObject({ outcome: 'unreachable', failure: { class: 'egress' } });
    expect(registrar.connections()).toBe(0);
    // The same servers without a public one among them.
    expect(await lookUp(places)).toMatchObject({ outcome: 'ok' });
    expect(registrar.connections()).toBe(1);
  });

  it.each(['127.0.0.1', 'localhost', '[::1]'])('redirects nobody to %s over RDAP', async (host) => {
    const inside = await rdapServer(rdapRecord());
    const { port } = new URL(inside.origin);
    const location = [`location: http://${host}:${port}/domain/monitor-sample.com`];
    const registry = await rdapServer('', '302 Found', location);
    const answer = await lookUp({ rdap: registry.origin, guard: guardOfPublic('127.0.0.1') });
    expect(answer).toMatchObject({ outcome: 'unreachable', failure: { class: 'egress' } });
    expect(registry.connections()).toBe(1);
    expect(inside.connections()).toBe(0);
  });

  it('sends nobody inside with a link to the record of the registrar', async () => {
    const inside = await rdapServer(rdapRecord());
    const href = `${inside.origin}/domain/monitor-sample.com`;
    const links = [{ rel: 'related', type: 'application/rdap+json', href }];
    const registry = await rdapServer(rdapRecord({ ...PAID_LATE, links }));
    await lookUp({ rdap: registry.origin, guard: guardOfPublic('127.0.0.1') });
    expect(inside.connections()).toBe(0);
    await lookUp({ rdap: registry.origin });
    expect(inside.connections()).toBe(1);
  });
});
