import type { DomainProbe, RegistrationAnswer } from '@app/domain';
import type { EgressGuard } from '@app/platform';
import { createDeadline } from './deadline.ts';
import { unsupported } from './finding.ts';
import { createRdapBootstrap, type RdapBootstrap } from './rdap/bootstrap.ts';
import { lookupRdap } from './rdap/lookup.ts';
import { createReplyLog, type ReplyLog } from './reply.ts';
import { isSharedSuffix } from './shared-suffix.ts';
import { createRegistryThrottle, type RegistryThrottle } from './throttle/throttle.ts';
import { toAnswer } from './to-answer.ts';
import { createWhoisLookup, type WhoisDependencies } from './whois/lookup.ts';

export interface DomainProbeOptions {
  readonly egress: EgressGuard;
  readonly userAgent: string;
  /** Default: IANA's list, bundled and refreshed weekly. */
  readonly bootstrap?: RdapBootstrap;
  /** Default: a throttle of this process alone. */
  readonly throttle?: RegistryThrottle;
  /** WHOIS server to ask instead of the registries' own. */
  readonly whois?: Pick<WhoisDependencies, 'server' | 'referralPort' | 'directory'>;
  readonly now?: () => Date;
  /** Time on the network for RDAP, and once more for WHOIS. Default: 10 s. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;

/** How much an answer tells, for the choice between two of them. */
const WORTH: Readonly<Record<RegistrationAnswer['outcome'], number>> = {
  ok: 6,
  expired: 6,
  redemption: 6,
  'pending-delete': 6,
  'not-published': 5,
  'not-found': 4,
  'rate-limited': 3,
  unreachable: 2,
  unsupported: 1,
};

/** RDAP has settled the question: a date, an end, an absence, or the wish not to be asked. */
const isFinal = ({ outcome }: RegistrationAnswer): boolean =>
  WORTH[outcome] > WORTH['not-published'] || outcome === 'not-found' || outcome === 'rate-limited';

/**
 * Creates the domain probe: RDAP first, WHOIS where RDAP has no service, no date or no answer. Every connection
 * passes the guard and the turn of its server. Rejects with the reason of the signal, or the error of the throttle.
 */
export function createDomainProbe({
  egress: guard,
  userAgent,
  throttle = createRegistryThrottle(),
  now = () => new Date(),
  timeoutMs = TIMEOUT_MS,
  bootstrap = createRdapBootstrap({ guard, userAgent, now }),
  whois = {},
}: DomainProbeOptions): DomainProbe {
  const lookupWhois = createWhoisLookup({ guard, throttle, now, ...whois });

  async function askRdap(
    domain: string,
    { replies, hear }: ReplyLog,
    signal: AbortSignal | undefined,
  ): Promise<RegistrationAnswer | null> {
    const base = await bootstrap.baseFor(domain);
    signal?.throwIfAborted();
    if (base === null) return null;
    const { finding, server } = await lookupRdap(
      { domain, base, signal, deadline: createDeadline(timeoutMs, signal), hear: hear('rdap') },
      { guard, userAgent, throttle, now },
    );
    return toAnswer(finding, { source: 'rdap', server, replies, now: now() });
  }

  return async (domain, { signal }) => {
    signal?.throwIfAborted();
    const log = createReplyLog(now);
    const { replies, hear } = log;
    if (isSharedSuffix(domain)) {
      const message = `Names below ${domain} are sold by a private registry that publishes no dates.`;
      const origin = { source: 'rdap', server: null, replies, now: now() } as const;
      return toAnswer(unsupported('no-service', message), origin);
    }
    const first = await askRdap(domain, log, signal);
    if (first && isFinal(first)) return first;
    const deadline = createDeadline(timeoutMs, signal);
    const { finding, server } = await lookupWhois({
      domain,
      deadline,
      signal,
      hear: hear('whois'),
    });
    const second = toAnswer(finding, { source: 'whois', server, replies, now: now() });
    const isFirst = first !== null && WORTH[first.outcome] >= WORTH[second.outcome];
    return isFirst ? { ...first, replies: [...replies] } : second;
  };
}
