import type { ChangedRecords } from '../check/dns-record.ts';
import { kindOfUrl, nameInDomainUrl } from '../common/target-kind.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import { followRecords } from './follow-records.ts';
import type {
  DnsWatch,
  RecordAnswer,
  RecordChange,
  RecordMemory,
  RecordQuestion,
} from './schema.ts';

/** What counts of a target when the records of its domain are watched. */
export interface WatchingTarget {
  id: string;
  url: string;
  dnsWatch: DnsWatch;
}

/** Questions about one domain, at most: those of the oldest targets on it. */
const MAX_QUESTIONS = 100;
/** An answer that follows sooner says nothing new: registrations are looked up again early after failures. */
const APART_MS = 55 * 60_000;

const isAbout =
  ({ name, record }: RecordQuestion) =>
  (other: RecordQuestion): boolean =>
    other.name === name && other.record === record;

function questionsOf(domain: string, { url, dnsWatch }: WatchingTarget): RecordQuestion[] {
  const host = kindOfUrl(url) === 'domain' ? nameInDomainUrl(url) : new URL(url).hostname;
  return dnsWatch.records.map((record) => ({
    name: record === 'MX' ? domain : host.replace(/\.$/, ''),
    record,
  }));
}

/** What the targets on a domain want to know of the DNS, each once. */
function wantedRecords(domain: string, targets: readonly WatchingTarget[]): RecordQuestion[] {
  const wanted = new Map(
    targets
      .flatMap((target) => questionsOf(domain, target))
      .map((one) => [`${one.record} ${one.name}`, one]),
  );
  return [...wanted.values()].slice(0, MAX_QUESTIONS);
}

/** The questions that are to be asked along with a lookup of the domain. */
export const dueRecords = (
  known: readonly RecordMemory[],
  { domain, targets, now }: { domain: string; targets: readonly WatchingTarget[]; now: Date },
): RecordQuestion[] =>
  wantedRecords(domain, targets).filter((question) => {
    const age = now.getTime() - (known.find(isAbout(question))?.at.getTime() ?? -Infinity);
    return age < 0 || age >= APART_MS;
  });

/**
 * What is remembered of the records of a domain after some answers, what has changed, and what people are to be told: each
 * target that asks for it is told of its own names and of the name servers. What no target asks for any more is forgotten.
 *
 * @param nameServers how those of the domain have changed, by the word of its registry; left out where they have not
 */
export function judgeRecords(
  { newId, now }: { newId: () => string; now: Date },
  known: readonly RecordMemory[],
  {
    domain,
    targets,
    answers,
    nameServers,
  }: {
    domain: string;
    targets: readonly WatchingTarget[];
    answers: readonly RecordAnswer[];
    nameServers?: Pick<ChangedRecords, 'added' | 'removed'> | undefined;
  },
): { records: RecordMemory[]; changes: RecordChange[]; intents: OutboxEntry[] } {
  const changes: RecordChange[] = [];
  const records = wantedRecords(domain, targets).flatMap((question) => {
    const before = known.find(isAbout(question)) ?? null;
    const answer = answers.find(isAbout(question));
    if (!answer) return before ?? [];
    const { memory, change } = followRecords(before, answer, now);
    if (change) changes.push(change);
    return memory;
  });
  const intents = targets.flatMap((target): OutboxEntry[] => {
    const questions = target.dnsWatch.notify ? questionsOf(domain, target) : [];
    const moved = target.dnsWatch.notify && nameServers ? [nameServers] : [];
    const own: ChangedRecords[] = [
      ...moved.map(({ added, removed }) => ({
        name: domain,
        record: 'NS' as const,
        added,
        removed,
      })),
      ...changes
        .filter((change) => questions.some(isAbout(change)))
        .map(({ kind: _, ...change }) => change),
    ];
    if (own.length === 0) return [];
    return [
      {
        id: newId(),
        type: 'open',
        kind: 'dns',
        alertId: newId(),
        downAlertId: null,
        targetId: target.id,
        severity: 'info',
        cause: { is: 'records-changed', changes: own },
        since: now,
        at: now,
      },
    ];
  });
  return { records, changes, intents };
}
