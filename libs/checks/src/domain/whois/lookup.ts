import type { EgressGuard } from '@app/platform';
import type { Deadline } from '../deadline.ts';
import { failureOfError } from '../failure-of-error.ts';
import { unsupported, type Finding } from '../finding.ts';
import { asciiName } from '../names.ts';
import type { Hear } from '../reply.ts';
import type { RegistryThrottle } from '../throttle/throttle.ts';
import { withTurn } from '../throttle/with-turn.ts';
import { IANA_SERVER, knownServer, queryFor, WHOIS_PORT, type WhoisServer } from './directory.ts';
import { readEntries } from './entries.ts';
import { readWhoisAnswer, referralOf } from './read-answer.ts';
import { askWhois } from './transport.ts';

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

interface Text {
  readonly kind: 'text';
  readonly text: string;
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
  const learned = new Map<string, WhoisServer>();

  /** One question; `read` turns the text into a finding while the server's turn lasts. */
  async function ask(
    { host, port }: WhoisServer,
    query: string,
    { deadline, signal }: WhoisRequest,
    read: (text: string) => Text | Finding,
  ): Promise<Text | Finding> {
    const server = port === WHOIS_PORT ? host : `${host}:${port}`;
    return withTurn<Text>({ throttle, server, service: 'whois', signal }, async () => {
      try {
        const text = await deadline.spend((limit) =>
          askWhois({ guard, host, port, query, signal: limit }),
        );
        return read(text);
      } catch (error) {
        signal?.throwIfAborted();
        return failureOfError(error, host);
      }
    });
  }

  async function learnServer(tld: string, request: WhoisRequest): Promise<WhoisServer | Finding> {
    const known = override ?? knownServer(tld) ?? learned.get(tld);
    if (known) return known;
    const answer = await ask(directory, tld, request, (text) => ({ kind: 'text', text }));
    if (answer.kind !== 'text') return answer;
    const entry = readEntries(answer.text).find(({ labels }) => labels[0] === 'whois');
    const host = asciiName(entry?.value ?? '');
    if (host === '') {
      return unsupported(
        'no-service',
        `The registry of .${tld} has no public WHOIS or RDAP service.`,
      );
    }
    const server = { host, port: referralPort };
    learned.set(tld, server);
    return server;
  }

  async function askAbout(
    server: WhoisServer,
    request: WhoisRequest,
  ): Promise<{ finding: Finding; referral: string | null }> {
    const { domain, hear } = request;
    let referral: string | null = null;
    const finding = await ask(server, queryFor(server.host, domain), request, (text) => {
      hear(server.host, text);
      referral = referralOf(text);
      return readWhoisAnswer(text, { domain, server: server.host, now: now() });
    });
    if (finding.kind === 'text') throw new TypeError('A read answer is a finding.');
    return { finding, referral };
  }

  return async (request) => {
    const tld = request.domain.slice(request.domain.lastIndexOf('.') + 1);
    const registry = await learnServer(tld, request);
    if ('kind' in registry) return { finding: registry, server: null };
    const { finding, referral } = await askAbout(registry, request);
    const isThin = finding.kind === 'registered' && !finding.expiry;
    if (!isThin || !referral || referral === registry.host)
      return { finding, server: registry.host };
    // The registry leaves the date to the registrar: one step, and its failure is the answer.
    const registrar = { host: referral, port: referralPort };
    const second = await askAbout(registrar, request);
    return { finding: second.finding, server: referral };
  };
}
