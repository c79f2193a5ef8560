import { eppStatus, statusesOfText } from '@app/domain/registration';
import { readDate, type DateReading } from '../dates/read-date.ts';
import { unusableDate } from '../unusable-date.ts';
import { refused, tooMany, unreachable, unsupported, type Finding } from '../finding.ts';
import { asciiName, hostNames, shortText } from '../names.ts';
import { readBare } from './bare.ts';
import { readEntries, type Entry } from './entries.ts';
import { meaningOfEntry, type Meaning } from './labels.ts';
import { readSentence } from './sentences.ts';
import { readStatusAlone } from '../status-alone.ts';
import { findingOfStatuses } from '../status-finding.ts';

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

interface Dates {
  readonly registry: DateReading;
  readonly registrar: DateReading;
}

function readDates(statements: readonly Statement[], { domain, now }: WhoisQuestion): Dates {
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
  const inStatus = datesInStatus(statements).map((text) => readDate(text, { tld, now }));
  return {
    registry: registry.kind === 'none' ? pickDate(inStatus) : registry,
    registrar: read('registrar-expiry'),
  };
}

const FREE = /^(?:\d{3} )?(?:free|available|not registered|no object found)$/i;

/** What only the record of a registration tells; a status alone may be that of a name which is kept back. */
const isRecord = ({ meaning }: Statement): boolean =>
  meaning !== null && !['domain', 'referral', 'status', 'hold'].includes(meaning);

/** The facts of a registration; dates of changes stand in the footer of any answer. */
const isFact = ({ meaning, value, block }: Statement): boolean =>
  (meaning === 'expiry' ||
    meaning === 'registrar-expiry' ||
    meaning === 'registrar' ||
    meaning === 'name-server') &&
  (value !== '' || block.length > 0);

function readWords(text: string, server: string): Finding {
  switch (readSentence(text)) {
    case 'not-found':
      return { kind: 'not-found' };
    case 'rate-limited':
      return tooMany(server);
    case 'refused':
      return refused(server);
    case 'unsupported':
      return unsupported('no-service', { is: 'no-question-about', server });
    case null:
      return text.trim() === ''
        ? unreachable('empty', { is: 'empty', server })
        : unreachable('format', { is: 'unknown-form', server });
  }
}

/** Each status that is told; .fr says in a line of its own whether a domain is on hold. */
const statusesOf = (statements: readonly Statement[]): string[] => [
  ...valuesOf(statements, 'status').flatMap(statusesOfText),
  ...(valuesOf(statements, 'hold').some((value) => /^yes$/i.test(value)) ? ['hold'] : []),
];

/** `200 Active` of .nz. */
const withoutNumber = (status: string): string => status.replace(/^\d{3}\s+/, '');

const isRegistered = (status: string): boolean => readStatusAlone(status) === 'registered';

/** Reads a WHOIS answer: a record of the asked domain, or the sentence that stands in its place. */
export function readWhoisAnswer(text: string, question: WhoisQuestion): Finding {
  const { domain, server } = question;
  const all = readEntries(text).map((entry) => ({ ...entry, meaning: meaningOfEntry(entry) }));
  const statements = aboutDomain(all, domain);
  if (!statements) {
    return unreachable('wrong-name', { is: 'wrong-name', server, domain });
  }
  const statuses = statusesOf(statements);
  if (statuses.some((status) => FREE.test(status))) return { kind: 'not-found' };
  const isBare = !statements.some(isFact);
  const alone = isBare ? findingOfStatuses(statuses, question) : null;
  if (alone) return alone;
  if (!statements.some(isRecord) && !statuses.some(isRegistered)) {
    return readBare(text, domain) ?? readWords(text, server);
  }
  const dates = readDates(statements, question);
  const expiry = dates.registry.kind === 'none' ? dates.registrar : dates.registry;
  if (expiry.kind !== 'date' && expiry.kind !== 'none') return unusableDate(expiry.kind, server);
  const { registry, registrar: own } = dates;
  const [registrar = ''] = valuesOf(statements, 'registrar');
  return {
    kind: 'registered',
    expiry: registry.kind === 'date' ? registry : null,
    registrarDate: own.kind === 'date' ? own : null,
    related: null,
    facts: {
      registrar: shortText(registrar),
      statuses: [
        ...new Set(
          statuses
            .map(withoutNumber)
            .map(eppStatus)
            .filter((status) => status !== ''),
        ),
      ].sort(),
      nameServers: hostNames(valuesOf(statements, 'name-server').map(firstWord)),
    },
  };
}
