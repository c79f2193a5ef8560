import { eppStatus } from '@app/domain';
import { readDate, type DateContext, type DateReading } from '../dates/read-date.ts';
import { unusableDate } from '../dates/unusable-date.ts';
import { rateLimited, unreachable, unsupported, type Finding } from '../finding.ts';
import { asciiName, hostNames, shortText } from '../names.ts';
import type { TextAnswer } from './fetch-text.ts';
import { RdapError, RdapRecord, registrarOf } from './record.ts';
import { retryAfter } from '../../retry-after-date.ts';

export interface RdapQuestion {
  /** Registrable domain in ASCII. */
  readonly domain: string;
  /** Host name of the server, for messages. */
  readonly server: string;
  readonly now: Date;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON, or nested deeper than the stack: both are no record.
    return undefined;
  }
}

const unknownForm = (server: string): Finding =>
  unreachable('format', `The answer of ${server} is no RDAP record.`);

/** A date left out or null is none; any other value that is no text is a fault. */
function readEventDate(value: unknown, context: DateContext): DateReading {
  if (value === undefined || value === null) return { kind: 'none' };
  return typeof value === 'string' ? readDate(value, context) : { kind: 'unreadable' };
}

/** The date of the event `expiration`; `registrar expiration` is another date. The earliest of several counts. */
function readExpiry(record: RdapRecord, { domain, now }: RdapQuestion): DateReading {
  const tld = domain.slice(domain.lastIndexOf('.') + 1);
  const readings = (record.events ?? [])
    .filter(({ eventAction }) => eventAction.trim().toLowerCase() === 'expiration')
    .map(({ eventDate }) => readEventDate(eventDate, { tld, now }));
  const dates = readings.filter((reading) => reading.kind === 'date');
  const [first] = dates.sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime());
  return first ?? readings.find(({ kind }) => kind !== 'none') ?? { kind: 'none' };
}

function readRecord(text: string, question: RdapQuestion): Finding {
  const { domain, server } = question;
  const parsed = RdapRecord.safeParse(parseJson(text));
  if (!parsed.success) return unknownForm(server);
  const record = parsed.data;
  const { objectClassName = 'domain', ldhName, unicodeName } = record;
  if (objectClassName !== 'domain') return unknownForm(server);
  if (asciiName(ldhName ?? unicodeName ?? '') !== domain) {
    return unreachable(
      'wrong-name',
      `The answer of ${server} is about another domain than ${domain}.`,
    );
  }
  const expiry = readExpiry(record, question);
  if (expiry.kind !== 'date' && expiry.kind !== 'none') return unusableDate(expiry.kind, server);
  return {
    kind: 'registered',
    expiry: expiry.kind === 'date' ? expiry : null,
    facts: {
      registrar: shortText(registrarOf(record) ?? ''),
      statuses: [...new Set(record.status.map(eppStatus))].sort(),
      nameServers: hostNames(record.nameservers.map((one) => one.ldhName)),
    },
  };
}

/** Reads an answer to an RDAP domain query that is no redirect. */
export function readRdapAnswer(answer: TextAnswer, question: RdapQuestion): Finding {
  const { status, text } = answer;
  const { server, now } = question;
  switch (status) {
    case 200:
      return readRecord(text, question);
    case 404:
      return RdapError.safeParse(parseJson(text)).success
        ? { kind: 'not-found' }
        : unreachable('format', `${server} has no RDAP service at the known address (HTTP 404).`);
    case 429:
      return rateLimited(
        `${server} answers no more questions for a while: too many were asked (HTTP 429).`,
        retryAfter(answer.retryAfter, now),
      );
    case 400:
    case 401:
    case 403:
    case 501:
      return unsupported('refused', `${server} doesn't answer this question (HTTP ${status}).`);
    default:
      return {
        ...unreachable('status', `${server} could not answer (HTTP ${status}).`),
        retryAt: retryAfter(answer.retryAfter, now),
      };
  }
}
