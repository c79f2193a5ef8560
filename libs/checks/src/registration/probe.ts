import type { RegistrationProbe, RegistrationAnswer } from '@app/domain';
import { isRenewalInDoubt } from '@app/domain/registration';
import type { EgressGuard } from '@app/platform';
import { confirmAbsence } from './absence.ts';
import { createDeadline } from './deadline.ts';
import { createDelegationProbe, type DelegationProbe } from './delegation.ts';
import { unsupported } from './finding.ts';
import { createRdapBootstrap, type RdapBootstrap } from './rdap/bootstrap.ts';
import { lookupRdap, withRegistrarDate } from './rdap/lookup.ts';
import { createReplyLog, type ReplyLog } from './reply.ts';
import { isOwnSuffix, ownRegistryOf } from './own-registries.ts';
import { createRegistryThrottle, type RegistryThrottle } from './throttle/throttle.ts';
import { toAnswer } from './to-answer.ts';
import { createWhoisLookup, type WhoisDependencies } from './whois/lookup.ts';

export interface RegistrationProbeOptions {
  readonly egress: EgressGuard;
  readonly userAgent: string;
  /** Default: IANA's list, bundled and refreshed weekly. */
  readonly bootstrap?: RdapBootstrap;
  /** Default: a throttle of this process alone. */
  readonly throttle?: RegistryThrottle;
  /** WHOIS server to ask instead of the registries' own. */
  readonly whois?: Pick<WhoisDependencies, 'server' | 'referralPort' | 'directory'>;
  /** Default: the resolvers of the operating system. */
  readonly delegation?: DelegationProbe;
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

/** RDAP has settled the question: a date, an end, or the wish not to be asked. */
const isFinal = ({ outcome }: RegistrationAnswer): boolean =>
  WORTH[outcome] > WORTH['not-published'] || outcome === 'rate-limited';

/**
 * Creates the domain probe: RDAP first, WHOIS where RDAP has no service, no date or no answer, or does not know the
 * domain. Every connection passes the guard and the turn of its server. Rejects with the reason of the signal, or the
 * error of the throttle.
 */
export function createRegistrationProbe({
  egress: guard,
  userAgent,
  throttle = createRegistryThrottle(),
  now = () => new Date(),
  timeoutMs = TIMEOUT_MS,
  bootstrap = createRdapBootstrap({ guard, userAgent, now }),
  whois = {},
  delegation = createDelegationProbe(),
}: RegistrationProbeOptions): RegistrationProbe {
  const lookupWhois = createWhoisLookup({ guard, throttle, now, ...whois });

  async function askRdap(
    domain: string,
    { replies, hear }: ReplyLog,
    signal: AbortSignal | undefined,
  ): Promise<RegistrationAnswer | null> {
    // The list names registries of top-level domains; those below have none of these names.
    if (ownRegistryOf(domain)) return null;
    const base = await bootstrap.baseFor(domain);
    signal?.throwIfAborted();
    if (base === null) return null;
    const deadline = createDeadline(timeoutMs, signal);
    const request = { domain, base, signal, deadline, hear: hear('rdap') };
    const dependencies = { guard, userAgent, throttle, now };
    const result = await lookupRdap(request, dependencies);
    const { finding, server } = await withRegistrarDate(result, request, dependencies);
    return toAnswer(finding, { source: 'rdap', server, replies, now: now() });
  }

  async function askWhois(
    domain: string,
    { replies, hear }: ReplyLog,
    signal: AbortSignal | undefined,
  ): Promise<RegistrationAnswer> {
    const deadline = createDeadline(timeoutMs, signal);
    const { finding, server } = await lookupWhois({
      domain,
      deadline,
      signal,
      hear: hear('whois'),
    });
    return toAnswer(finding, { source: 'whois', server, replies, now: now() });
  }

  async function lookUp(
    domain: string,
    signal: AbortSignal | undefined,
  ): Promise<RegistrationAnswer> {
    const log = createReplyLog(now);
    if (isOwnSuffix(domain)) {
      const origin = { source: 'rdap', server: null, replies: log.replies, now: now() } as const;
      return toAnswer(unsupported('no-service', { is: 'suffix', domain }), origin);
    }
    const first = await askRdap(domain, log, signal);
    if (first && isFinal(first)) {
      return isPaidInDoubt(first) ? withOwnDate(first, await askWhois(domain, log, signal)) : first;
    }
    const second = await askWhois(domain, log, signal);
    const isFirst = first !== null && WORTH[first.outcome] >= WORTH[second.outcome];
    const better = isFirst ? { ...first, replies: [...log.replies] } : second;
    if (better.outcome !== 'not-found') return better;
    const said = [first, second].flatMap((one) => (one && 'witnesses' in one ? one.witnesses : []));
    return confirmAbsence(domain, { ...better, witnesses: said }, { delegation, signal });
  }

  return async (domain, { signal }) => {
    signal?.throwIfAborted();
    const answer = await lookUp(domain, signal);
    if ('witnesses' in answer || isPutOff(answer)) return answer;
    const seen = await delegation(domain, { signal });
    return seen === 'unknown' ? answer : { ...answer, delegation: seen };
  };
}

/** Nobody was asked: the lookup comes again soon. */
const isPutOff = (answer: RegistrationAnswer): boolean =>
  'failure' in answer && answer.failure.class === 'throttled';

type DatedAnswer = Extract<RegistrationAnswer, { outcome: 'ok' | 'expired' }>;

/** Only the registrar's date could tell whether somebody has paid, and RDAP has left it out. */
const isPaidInDoubt = (answer: RegistrationAnswer): answer is DatedAnswer =>
  (answer.outcome === 'ok' || answer.outcome === 'expired') &&
  answer.dateOf !== 'registrar' &&
  !answer.registrarDate &&
  isRenewalInDoubt(answer.statuses);

/** WHOIS adds the registrar's date, and nothing else. */
function withOwnDate(answer: DatedAnswer, other: RegistrationAnswer): DatedAnswer {
  const registrarDate = 'registrarDate' in other ? other.registrarDate : undefined;
  return { ...answer, ...(registrarDate && { registrarDate }), replies: other.replies };
}
