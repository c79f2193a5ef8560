import { eppStatus } from '@app/domain';
import { readDate, type DateReading } from '../dates/read-date.ts';
import { unusableDate } from '../dates/unusable-date.ts';
import { rateLimited, unreachable, unsupported, type Finding } from '../finding.ts';
import { asciiName, hostNames, shortText } from '../names.ts';
import { readEntries, type Entry } from './entries.ts';
import { meaningOfEntry, type Meaning } from './labels.ts';
import { readSentence } from './sentences.ts';

export interface WhoisQuestion {
  /** Registrable domain in ASCII. */
  readonly domain: string;
  /** Host name of the server, for messages. */
  readonly server: string;
  readonly now: Date;
}

interface Statement extends Entry {
  readonly meaning: Meaning | null;
}

const firstWord = (text: string): string => text.split(/\s+/, 1)[0] ?? '';

const nameOf = ({ value, block: [first = ''] }: Entry): string =>
  asciiName(firstWord(value || first));

/**
 * The statements about the asked domain; null when the answer is about other domains only. An answer that names
 * no domain at all belongs to the question it was given to.
 */
function aboutDomain(
  statements: readonly Statement[],
  domain: string,
): readonly Statement[] | null {
  const named = statements
    .map((statement, index) => ({
      index,
      name: statement.meaning === 'domain' ? nameOf(statement) : '',
    }))
    .filter(({ name }) => name !== '');
  const own = named.find(({ name }) => name === domain);
  if (!own) return named.length > 0 ? null : statements;
  const next = named.find(({ index, name }) => index > own.index && name !== domain);
  const previous = named.find(({ index, name }) => index < own.index && name !== domain);
  return statements.slice(previous ? own.index : 0, next?.index);
}

const valuesOf = (statements: readonly Statement[], meaning: Meaning): string[] =>
  statements
    .filter((statement) => statement.meaning === meaning)
    .flatMap(({ value, block }) => (value === '' ? block : [value]));

/** `Connected (2027/03/31)` of .jp and `OK-UNTIL 20270903121852` of .ua hide the date in the status. */
const DATE_IN_STATUS = [
  /^(?:connected|registered) \((\d{4}\/\d{2}\/\d{2})\)$/i,
  /^ok-until (\d{14})$/i,
];

function datesInStatus(statements: readonly Statement[]): string[] {
  return valuesOf(statements, 'status').flatMap((value) =>
    DATE_IN_STATUS.flatMap((pattern) => pattern.exec(value)?.[1] ?? []),
  );
}

type UsableDate = Extract<DateReading, { kind: 'date' }>;

/** The earliest date that is stated; else what is wrong with the one that is. */
function pickDate(readings: readonly DateReading[]): DateReading {
  const dates = readings.filter((reading): reading is UsableDate => reading.kind === 'date');
  const [first] = dates.sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime());
  return first ?? readings.find(({ kind }) => kind !== 'none') ?? { kind: 'none' };
}

function readExpiry(statements: readonly Statement[], { domain, now }: WhoisQuestion): DateReading {
  const tld = domain.slice(domain.lastIndexOf('.') + 1);
  const read = (meaning: Meaning): DateReading =>
    pickDate(
      statements
        .filter((statement) => statement.meaning === meaning)
        .map(({ value, block: [first = ''], order }) =>
          readDate(value || first, { tld, now, order }),
        ),
    );
  const registry = read('expiry');
  if (registry.kind !== 'none') return registry;
  const inStatus = pickDate(datesInStatus(statements).map((text) => readDate(text, { tld, now })));
  return inStatus.kind === 'none' ? read('registrar-expiry') : inStatus;
}

const FREE = /^(?:\d{3} )?(?:free|available|not registered|no object found)$/i;

const isRecord = ({ meaning }: Statement): boolean =>
  meaning !== null && meaning !== 'domain' && meaning !== 'referral';

function readWords(text: string, server: string): Finding {
  switch (readSentence(text)) {
    case 'not-found':
      return { kind: 'not-found' };
    case 'rate-limited':
      return rateLimited(`${server} answers no more questions for a while: too many were asked.`);
    case 'unsupported':
      return unsupported('refused', `${server} doesn't answer questions of this installation.`);
    case null:
      return text.trim() === ''
        ? unreachable('empty', `${server} gave an empty answer.`)
        : unreachable('format', `The answer of ${server} is in a form that isn't known.`);
  }
}

/** Reads a WHOIS answer: a record of the asked domain, or the sentence that stands in its place. */
export function readWhoisAnswer(text: string, question: WhoisQuestion): Finding {
  const { domain, server } = question;
  const all = readEntries(text).map((entry) => ({ ...entry, meaning: meaningOfEntry(entry) }));
  const statements = aboutDomain(all, domain);
  if (!statements) {
    return unreachable(
      'wrong-name',
      `The answer of ${server} is about another domain than ${domain}.`,
    );
  }
  const statuses = valuesOf(statements, 'status').flatMap((value) => value.split(/\s\/\s|,\s/));
  if (statuses.some((status) => FREE.test(status))) return { kind: 'not-found' };
  if (!statements.some(isRecord)) return readWords(text, server);
  const expiry = readExpiry(statements, question);
  if (expiry.kind !== 'date' && expiry.kind !== 'none') return unusableDate(expiry.kind, server);
  const [registrar = ''] = valuesOf(statements, 'registrar');
  return {
    kind: 'registered',
    expiry: expiry.kind === 'date' ? expiry : null,
    facts: {
      registrar: shortText(registrar),
      statuses: [...new Set(statuses.map(eppStatus).filter((status) => status !== ''))].sort(),
      nameServers: hostNames(valuesOf(statements, 'name-server').map(firstWord)),
    },
  };
}

/** The server that a thin registry sends us to, by host name; null when there is none. */
export function referralOf(text: string): string | null {
  const [entry] = readEntries(text).filter((one) => meaningOfEntry(one) === 'referral');
  const value = entry?.value.replace(/^r?whois:\/\//i, '').replace(/[/:].*$/, '') ?? '';
  return asciiName(value) || null;
}
