import type { EgressPolicy, RegistrationAnswer } from '@app/domain';
import type { RateLimitReport } from '@app/domain/registration';
import { createEgressGuard, type EgressGuard } from '@app/platform';
import { resolveTo } from '../../testing/probe.ts';
import {
  page,
  startRawServer,
  startServer,
  type Script,
  type TestServer,
} from '../../testing/server.ts';
import type { Delegation } from '../delegation.ts';
import { createRegistrationProbe } from '../probe.ts';
import type { RdapBootstrap } from '../rdap/bootstrap.ts';
import type { RegistryThrottle } from '../throttle/throttle.ts';

export const NOW = new Date('2026-10-01T00:00:00Z');
export const DOMAIN = 'monitor-sample.com';

const openPolicy: EgressPolicy = { mode: 'allow-private', allow: [], own: [] };

export const guardOf = (policy: EgressPolicy = openPolicy): EgressGuard =>
  createEgressGuard({ policy, resolver: resolveTo('127.0.0.1') });

/** A record as a registry serves it over RDAP. */
export const rdapRecord = (changes: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    objectClassName: 'domain',
    ldhName: DOMAIN.toUpperCase(),
    status: ['client transfer prohibited'],
    nameservers: [{ ldhName: 'NS1.EXAMPLE.NET' }],
    entities: [{ roles: ['registrar'], vcardArray: ['vcard', [['fn', {}, 'text', 'Sample Ltd']]] }],
    events: [{ eventAction: 'expiration', eventDate: '2027-03-15T04:00:00Z' }],
    ...changes,
  });

/** A record as a registry serves it over WHOIS. */
export const whoisRecord = (...lines: string[]): string =>
  [`Domain Name: ${DOMAIN}`, 'Creation Date: 2015-03-15T04:00:00Z', ...lines, ''].join('\r\n');

export const rdapServer = (
  body: string,
  status = '200 OK',
  headers: string[] = [],
): Promise<TestServer> => startServer(page(body, status, headers));

export const whoisServer = (answer: string | Buffer | Script): Promise<TestServer> =>
  startRawServer(typeof answer === 'function' ? answer : (socket) => socket.end(answer));

/** A throttle that never waits and remembers how turns ended. */
export function openThrottle(): RegistryThrottle & {
  readonly reports: [string, RateLimitReport][];
} {
  const reports: [string, RateLimitReport][] = [];
  return {
    reports,
    take: (server) =>
      Promise.resolve({
        granted: true,
        giveBack: (report) => {
          reports.push([server, report]);
          return Promise.resolve();
        },
      }),
  };
}

export interface LookupExample {
  readonly domain?: string;
  /** Base URL of the RDAP service; null for a registry without one. */
  readonly rdap?: string | null;
  /** Port of the WHOIS server on loopback. */
  readonly whois?: number;
  /** Port of the servers that referrals name. */
  readonly referralPort?: number;
  /** What the DNS says of the domain. Default: nothing. */
  readonly delegation?: Delegation;
  readonly guard?: EgressGuard;
  readonly throttle?: RegistryThrottle;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/** Port 9 on loopback refuses: nothing listens there. */
const NOBODY = 9;

/** Looks a domain up once through the real probe, with servers on loopback. */
export function lookUp({
  domain = DOMAIN,
  rdap = null,
  whois = NOBODY,
  referralPort = NOBODY,
  delegation = 'unknown',
  guard = guardOf(),
  throttle = openThrottle(),
  timeoutMs = 2_000,
  signal,
}: LookupExample): Promise<RegistrationAnswer> {
  const bootstrap: RdapBootstrap = {
    baseFor: () => Promise.resolve(rdap),
  };
  const probe = createRegistrationProbe({
    egress: guard,
    userAgent: 'mini-netumo/0.0.0 (+uptime check)',
    bootstrap,
    delegation: () => Promise.resolve(delegation),
    throttle,
    whois: { server: { host: '127.0.0.1', port: whois }, referralPort },
    now: () => NOW,
    timeoutMs,
  });
  return probe(domain, signal ? { signal } : {});
}
