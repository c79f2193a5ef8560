import type { EgressGuard } from '@app/platform';
import type { Deadline } from '../deadline.ts';
import { failureOfError } from '../failure-of-error.ts';
import { guardBehind } from '../guard-behind.ts';
import { isRenewalOpen, registrarDateOf, unsupported, type Finding } from '../finding.ts';
import { asciiName } from '../names.ts';
import type { Hear } from '../reply.ts';
import type { RegistryThrottle } from '../throttle/throttle.ts';
import { withSlot } from '../throttle/with-slot.ts';
import { IANA_SERVER, knownServer, queryFor, WHOIS_PORT, type WhoisServer } from './directory.ts';
import { ownRegistryOf } from '../own-registries.ts';
import { readWhoisAnswer } from './read-answer.ts';
import { askWhois } from './transport.ts';
import { discoverServer, walkServers, WalkEnd, type WhoiserFacts } from './with-whoiser.ts';

interface Text {
  readonly kind: 'text';
  readonly text: string;
}

export interface WhoisDependencies {
  readonly guard: EgressGuard;
  readonly throttle: RegistryThrottle;
  readonly now: () => Date;
  /** Asked about every domain instead of the registries' servers. */
  readonly server?: WhoisServer | null;
  /** Port of the servers that referrals name. Default: 43. */
  readonly referralPort?: number;
  /** Server that knows the registries' servers. Default: IANA's. */
  readonly directory?: WhoisServer;
}

export interface WhoisRequest {
  /** Registrable domain in ASCII. */
  readonly domain: string;
  readonly deadline: Deadline;
  /** Told of each answer about the domain. */
  readonly hear: Hear;
  readonly signal: AbortSignal | undefined;
}

/** What WHOIS said, and the host that said it; null when no server was asked. */
export interface WhoisResult {
  readonly finding: Finding;
  readonly server: string | null;
}

/** A server, and the one that named it; without that it is one of ours to choose. */
interface LedServer extends WhoisServer {
  readonly ledFrom?: WhoisServer;
}

/** One answer on the way from the registry to the registrar. */
interface Step {
  readonly finding: Finding;
  readonly server: string;
}

/** Creates the WHOIS lookup; it remembers for the life of the process what IANA told. */
export function createWhoisLookup({
  guard,
  throttle,
  now,
  server: override = null,
  referralPort = WHOIS_PORT,
  directory = IANA_SERVER,
}: WhoisDependencies): (request: WhoisRequest) => Promise<WhoisResult> {
  const learned = new Map<string, LedServer>();

  /** One question; `read` turns the text into a finding while the server's turn lasts. */
  async function ask(
    { host, port, ledFrom }: LedServer,
    query: string,
    { deadline, signal }: WhoisRequest,
    read: (text: string) => Finding | Text,
  ): Promise<Finding | Text> {
    const server = port === WHOIS_PORT ? host : `${host}:${port}`;
    return withSlot<Text>({ throttle, server, service: 'whois', signal }, async () => {
      try {
        const text = await deadline.spend(async (limit) => {
          const behind = ledFrom ? await guardBehind(guard, ledFrom, limit) : guard;
          return await askWhois({ guard: behind, host, port, query, signal: limit });
        });
        return read(text);
      } catch (error) {
        signal?.throwIfAborted();
        return failureOfError(error, host);
      }
    });
  }

  async function learnServer(tld: string, request: WhoisRequest): Promise<LedServer | Finding> {
    const known = override ?? knownServer(tld) ?? learned.get(tld);
    if (known) return known;
    const failures: Finding[] = [];
    const host = await discoverServer(tld, directory.host, async () => {
      const answer = await ask(directory, tld, request, (text) => ({ kind: 'text', text }));
      if (answer.kind === 'text') return answer.text;
      failures.push(answer);
      throw new WalkEnd();
    });
    const [failure] = failures;
    if (failure) return failure;
    if (host === null) {
      return unsupported('no-service', { is: 'no-service', suffix: tld });
    }
    const server = { host, port: referralPort, ledFrom: directory };
    learned.set(tld, server);
    return server;
  }

  /** Asks the registry and, where whoiser finds a referral that is worth it, the registrar. */
  async function walk(
    registry: LedServer,
    request: WhoisRequest,
  ): Promise<{ steps: Step[]; facts: WhoiserFacts }> {
    const { domain, hear } = request;
    const steps: Step[] = [];

    async function step(server: LedServer): Promise<string> {
      let said = '';
      const answer = await ask(server, queryFor(server.host, domain), request, (text) => {
        said = text;
        hear(server.host, text);
        return readWhoisAnswer(text, { domain, server: server.host, now: now() });
      });
      if (answer.kind === 'text') throw new TypeError('A read answer is a finding.');
      steps.push({ finding: answer, server: server.host });
      return said;
    }

    const facts = await walkServers(domain, registry.host, (host) => {
      const [first] = steps;
      const next = first ? referralTo(host, registry, first.finding) : registry;
      return next ? step(next) : Promise.reject(new WalkEnd());
    });
    // Names that whoiser cannot put into words are asked about all the same.
    if (steps.length === 0) await step(registry);
    return { steps, facts };
  }

  /** A referral that is worth a question: the registry tells no date, or only the registrar knows who has paid. */
  function referralTo(host: string, registry: WhoisServer, finding: Finding): LedServer | null {
    const name = asciiName(host.replace(/[/:].*$/, ''));
    if (name === '' || name === registry.host || finding.kind !== 'registered') return null;
    const isThin = !finding.expiry && !finding.registrarDate;
    if (!isThin && !isRenewalOpen(finding)) return null;
    return { host: name, port: referralPort, ledFrom: registry };
  }

  return async (request) => {
    const { domain } = request;
    const own = ownRegistryOf(domain);
    if (own?.whois === null && !override) {
      return { finding: unaskable(own.suffix), server: null };
    }
    const tld = domain.slice(domain.lastIndexOf('.') + 1);
    const host = own?.whois ?? null;
    const registry =
      host && !override ? { host, port: referralPort } : await learnServer(tld, request);
    if ('kind' in registry) return { finding: registry, server: null };
    const { steps, facts } = await walk(registry, request);
    const [first, second] = steps.map(({ finding, ...one }) => ({
      ...one,
      finding: withFacts(finding, facts),
    }));
    if (!first) throw new TypeError('No server was asked.');
    if (!second) return first;
    // The registry leaves the date to the registrar: one step, and its failure is the answer.
    if (first.finding.kind !== 'registered' || !isRenewalOpen(first.finding)) return second;
    const registrarDate = registrarDateOf(second.finding, first.finding.expiry);
    return { finding: { ...first.finding, registrarDate }, server: first.server };
  };
}

const unaskable = (suffix: string): Finding =>
  unsupported('no-service', { is: 'unknown-service', suffix });

/** What our reader finds comes first: it holds the layouts of all registries apart, whoiser those of a few. */
function withFacts(finding: Finding, { registrar, nameServers }: WhoiserFacts): Finding {
  if (finding.kind !== 'registered') return finding;
  const { facts } = finding;
  return {
    ...finding,
    facts: {
      ...facts,
      registrar: facts.registrar ?? registrar,
      nameServers: facts.nameServers.length > 0 ? facts.nameServers : [...nameServers],
    },
  };
}
