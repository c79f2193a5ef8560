import { readFileSync } from 'node:fs';
import type { Finding } from '../finding.ts';
import { isRedirect, redirectTarget } from '../rdap/redirect.ts';
import { readRdapAnswer } from '../rdap/read-answer.ts';
import { readWhoisAnswer } from '../whois/read-answer.ts';

interface Sample {
  readonly id: string;
  readonly tlds: readonly string[];
  readonly expect: {
    readonly outcome: string;
    readonly date?: string;
    readonly instant?: string;
    readonly location?: string;
    readonly retryAfterSeconds?: number;
  };
}

interface WhoisSample extends Sample {
  readonly text: string;
}

interface RdapSample extends Sample {
  readonly httpStatus: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** One sample asked about one of its top-level domains: what it should say and what was read. */
export interface Replayed {
  readonly id: string;
  readonly tld: string;
  /** The answer as it was read. */
  readonly text: string;
  readonly expected: Sample['expect'];
  readonly found: Finding | { readonly kind: 'redirect'; readonly location: string };
}

export const SAMPLE_CLOCK = new Date('2026-10-01T00:00:00Z');

const NAME = /monitor-sample(?:\.[a-z0-9-]+)+/gi;
const fixture = new URL('../../../fixtures/registry-answers.json', import.meta.url);

/** The samples name one domain; the same layout serves all the suffixes that are listed. */
const rename = (text: string, domain: string): string =>
  text.replace(NAME, (name) => (name === name.toUpperCase() ? domain.toUpperCase() : domain));

function readRdap(
  { httpStatus, headers = {} }: RdapSample,
  text: string,
  domain: string,
): Replayed['found'] {
  const server = 'rdap.registry.example';
  const location = headers['Location'] ?? '';
  if (isRedirect(httpStatus)) {
    const to = redirectTarget(new URL(`https://${server}/domain/${domain}`), location);
    if (to) return { kind: 'redirect', location: to.href };
  }
  const answer = { status: httpStatus, location, retryAfter: headers['Retry-After'] ?? '', text };
  return readRdapAnswer(answer, { domain, server, now: SAMPLE_CLOCK });
}

function replayWhois(sample: WhoisSample, tld: string): Replayed {
  const domain = `monitor-sample.${tld}`;
  const text = rename(sample.text, domain);
  const question = { domain, server: 'whois.registry.example', now: SAMPLE_CLOCK };
  const found = readWhoisAnswer(text, question);
  return { id: sample.id, tld, text, expected: sample.expect, found };
}

function replayRdap(sample: RdapSample, tld: string): Replayed {
  const { id, body, expect: expected } = sample;
  const domain = `monitor-sample.${tld}`;
  const text = rename(typeof body === 'string' ? body : JSON.stringify(body), domain);
  return { id, tld, text, expected, found: readRdap(sample, text, domain) };
}

/** Reads every sample of the fixture for every suffix it stands for. */
export function replaySamples(): Replayed[] {
  const { whois, rdap } = JSON.parse(readFileSync(fixture, 'utf8')) as {
    whois: WhoisSample[];
    rdap: RdapSample[];
  };
  return [
    ...whois.flatMap((sample) => sample.tlds.map((tld) => replayWhois(sample, tld))),
    ...rdap.flatMap((sample) => sample.tlds.map((tld) => replayRdap(sample, tld))),
  ];
}
