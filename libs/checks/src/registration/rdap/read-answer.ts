import { eppStatus, statusesOfText } from '@app/domain/registration';
import { readRetryAfter } from '@app/platform';
import { readDate, type DateContext, type DateReading } from '../dates/read-date.ts';
import { unusableDate } from '../unusable-date.ts';
import { tooMany, unreachable, unsupported, type Finding } from '../finding.ts';
import { asciiName, hostNames, shortText } from '../names.ts';
import type { TextAnswer } from './fetch-text.ts';
import { findingOfStatuses } from '../status-finding.ts';
import { RdapError, RdapRecord, registrarOf, relatedOf } from './record.ts';

export interface RdapQuestion {
  /** Registrable domain in ASCII. */
  readonly domain: string;
  /** Host name of the server, for messages. */
  readonly server: string;
  readonly now: Date;
}

function parseJson(text: string): unknown {
  try {
    // A mark of the byte order may stand before it (RFC 8259, section 8.1).
    return JSON.parse(text.replace(/^\ufeff+/, ''));
  } catch {
    // Not JSON, or nested deeper than the stack: both are no record.
    return undefined;
  }
}

const unknownForm = (server: string): Finding => unreachable('format', { is: 'no-record', server });

/** A date left out or null is none; any other value that is no text is a fault. */
function readEventDate(value: unknown, context: DateContext): DateReading {
  if (value === undefined || value === null) return { kind: 'none' };
  return typeof value === 'string' ? readDate(value, context) : { kind: 'unreadable' };
}

/** The date of an event: `expiration` is the registry's, `registrar expiration` another. The earliest of several counts. */
function readEvent(
  { events }: RdapRecord,
  action: string,
  { domain, now }: RdapQuestion,
): DateReading {
  const tld = domain.slice(domain.lastIndexOf('.') + 1);
  const readings = events
    .filter(({ eventAction }) => eventAction.trim().toLowerCase() === action)
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
  const { objectClassName = 'domain', ldhName, unicodeName, errorCode } = record;
  // Some services send their errors with status 200.
  if (errorCode !== undefined && errorCode >= 400) {
    return readRdapAnswer({ ...NO_HEADERS, status: errorCode, text }, question);
  }
  if (objectClassName.trim().toLowerCase() !== 'domain') return unknownForm(server);
  if (asciiName(ldhName ?? unicodeName ?? '') !== domain) {
    return unreachable('wrong-name', { is: 'wrong-name', server, domain });
  }
  const expiry = readEvent(record, 'expiration', question);
  if (expiry.kind !== 'date' && expiry.kind !== 'none') return unusableDate(expiry.kind, server);
  const own = readEvent(record, 'registrar expiration', question);
  const registrar = shortText(registrarOf(record) ?? '');
  const nameServers = hostNames(record.nameservers.map((one) => one.ldhName));
  // Some registries have records of names that nobody can register.
  const statuses = record.status.flatMap(statusesOfText);
  const isBare = record.events.length === 0 && registrar === null && nameServers.length === 0;
  const alone = isBare ? findingOfStatuses(statuses, question) : null;
  if (alone) return alone;
  return {
    kind: 'registered',
    expiry: expiry.kind === 'date' ? expiry : null,
    registrarDate: own.kind === 'date' ? own : null,
    related: relatedOf(record),
    facts: {
      registrar,
      statuses: [...new Set(statuses.map(eppStatus).filter((code) => code !== ''))].sort(),
      nameServers,
    },
  };
}

/** A registry that asks for more is asked again with the next regular lookup. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

/** When a server wants to be asked again, a day ahead at most; null when it does not say. */
function retryAt({ retryAfter }: TextAnswer, now: Date): Date | null {
  const waitMs = readRetryAfter(retryAfter, now);
  return waitMs ? new Date(now.getTime() + Math.min(waitMs, LONGEST_WAIT_MS)) : null;
}

const NO_HEADERS = { location: '', retryAfter: '' };

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
        : unreachable('format', { is: 'no-rdap', server });
    case 429:
      return tooMany(server, { status, retryAt: retryAt(answer, now) });
    case 401:
    case 403:
    case 501:
      return unsupported('refused', { is: 'refuses-question', server, status });
    default:
      return {
        ...unreachable('status', { is: 'status', server, status }),
        retryAt: retryAt(answer, now),
      };
  }
}
