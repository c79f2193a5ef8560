import { whoisDomain } from 'whoiser';
import { asciiName, hostNames, shortText } from '../names.ts';
import { linesOf } from './lines.ts';

/** Asks one server over our own connection; rejects with a `WalkEnd` to end the walk of whoiser there. */
export type AskServer = (host: string) => Promise<string>;

/** What whoiser makes of one answer. It judges neither dates nor statuses. */
export interface WhoiserFacts {
  readonly registrar: string | null;
  readonly nameServers: readonly string[];
}

type Results = Awaited<ReturnType<typeof whoisDomain>>;

const NO_FACTS: WhoiserFacts = { registrar: null, nameServers: [] };

/** Registry and registrar: nobody refers further. */
const MAX_SERVERS = 2;

/** Records have a hundred lines. whoiser reads runs of blank lines and long texts in more than linear time. */
const MAX_LINES = 400;
const MAX_LINE = 500;

function digest(text: string): string {
  const lines = linesOf(text)
    .slice(0, MAX_LINES)
    .map((line) => line.slice(0, MAX_LINE).trimEnd());
  return lines.filter((line, index) => line !== '' || lines[index - 1] !== '').join('\n');
}

/** Ours is the deadline; whoiser only hands this on. */
const TIMEOUT_MS = 60_000;

const one = (value: string | readonly string[] | undefined): string =>
  (typeof value === 'string' ? value : value?.[0]) ?? '';

const many = (value: string | readonly string[] | undefined): readonly string[] =>
  typeof value === 'string' ? [value] : (value ?? []);

/** Ends the walk of whoiser without a fault: what counts has been heard. */
export class WalkEnd extends Error {}

/**
 * Lets whoiser walk from the server of a registry to that of the registrar. A host must always be given: without one
 * whoiser would open connections of its own. It swallows what `ask` rejects with, which is handed on here; whatever it
 * throws itself ends the walk.
 */
async function walk(domain: string, host: string, ask: AskServer): Promise<Results> {
  const faults: Error[] = [];
  const whoisQuery = async (server: string): Promise<string> => {
    try {
      return digest(await ask(server));
    } catch (error) {
      const fault = error instanceof Error ? error : new Error(String(error));
      if (!(fault instanceof WalkEnd)) faults.push(fault);
      throw fault;
    }
  };
  const results = await whoisDomain(domain, {
    host,
    follow: MAX_SERVERS,
    timeout: TIMEOUT_MS,
    whoisQuery,
  }).catch(() => ({}));
  const [fault] = faults;
  if (fault) throw fault;
  return results;
}

/** Walks the servers of a domain, the one of its registry first, and returns what whoiser read there. */
export async function walkServers(
  domain: string,
  host: string,
  ask: AskServer,
): Promise<WhoiserFacts> {
  const results = await walk(domain, host, ask);
  const first = Object.hasOwn(results, host) ? results[host] : undefined;
  if (!first) return NO_FACTS;
  return {
    registrar: shortText(one(first['Registrar'])),
    nameServers: hostNames(many(first['Name Server'])),
  };
}

/** The WHOIS server of a top-level domain, as IANA's server names it to whoiser; null where it names none. */
export async function discoverServer(
  tld: string,
  directory: string,
  ask: AskServer,
): Promise<string | null> {
  const results = await walk(tld, directory, ask);
  const said = Object.hasOwn(results, directory) ? results[directory] : undefined;
  return said ? asciiName(one(said['whois'])) || null : null;
}
