import type { BulkReport, FieldChange } from '@app/domain';
import { formatCount, formatInterval } from '../../shared/util/figures';
import { formatMoment } from '../../shared/util/instant';
import { bulkWords } from '../../shared/words/bulk';
import { formWords } from '../../shared/words/form';

/** What is needed to name what a change is about. */
export interface Naming {
  readonly channels: ReadonlyMap<string, string>;
  readonly now: Date;
}

/** A change, and how many targets it is for. */
export interface PreviewLine {
  readonly text: string;
  readonly count: string;
}

/** Targets that are left as they are for one reason. */
export interface LeftOut {
  readonly message: string;
  readonly names: string;
}

/** Lines that are shown at most; and names of one line. */
const MOST_LINES = 8;
const MOST_NAMES = 5;

const words = bulkWords.fields;

/** What changes, most common first. */
export function previewLines({ items }: BulkReport, naming: Naming): PreviewLine[] {
  const counts = new Map<string, number>();
  for (const { changes } of items) {
    for (const text of changes.flatMap((change) => inWords(change, naming))) {
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
  const lines = [...counts].sort(([, a], [, b]) => b - a);
  const shown = lines
    .slice(0, MOST_LINES)
    .map(([text, count]) => ({ text, count: formatCount(count) }));
  const further = lines.length - shown.length;
  return further > 0 ? [...shown, { text: bulkWords.more(further), count: '' }] : shown;
}

/** Who is left out, by reason. */
export function leftOut({ items }: BulkReport): LeftOut[] {
  const byReason = new Map<string, string[]>();
  for (const { name, message, id } of items) {
    if (message === null) continue;
    byReason.set(message, [...(byReason.get(message) ?? []), name ?? id]);
  }
  return [...byReason].map(([message, names]) => ({ message, names: listed(names) }));
}

const listed = (names: readonly string[]): string =>
  names.length > MOST_NAMES
    ? [...names.slice(0, MOST_NAMES), bulkWords.more(names.length - MOST_NAMES)].join(', ')
    : names.join(', ');

function inWords({ field, before, after }: FieldChange, naming: Naming): string[] {
  if (field === 'tags') return tagsInWords(textsOf(before), textsOf(after));
  const label = LABELS[field] ?? field;
  return [words.of(label, shown(field, before, naming), shown(field, after, naming))];
}

const tagsInWords = (before: readonly string[], after: readonly string[]): string[] => [
  ...after.filter((tag) => !before.includes(tag)).map(words.tagAdded),
  ...before.filter((tag) => !after.includes(tag)).map(words.tagRemoved),
];

const LABELS: Record<string, string | undefined> = {
  intervalSeconds: formWords.interval,
  'thresholds.failuresToDown': formWords.failuresToDown,
  'thresholds.successesToUp': formWords.successesToUp,
  'thresholds.slowMs': formWords.slowMs,
  'thresholds.certificateDays': formWords.certificateDays,
  'thresholds.domainDays': formWords.domainDays,
  'alerting.channelIds': formWords.channels,
  'alerting.mutedUntil': words.mutedUntil,
};

function shown(field: string, value: unknown, { channels, now }: Naming): string {
  if (field === 'alerting.channelIds') {
    if (!Array.isArray(value)) return words.rules;
    const names = textsOf(value).map((id) => channels.get(id) ?? words.goneChannel);
    return names.length === 0 ? words.nobody : names.join(', ');
  }
  if (value === null || value === undefined) return words.none;
  if (value instanceof Date) return formatMoment(value, now);
  if (field === 'intervalSeconds' && typeof value === 'number') return formatInterval(value);
  return typeof value === 'number' ? formatCount(value) : JSON.stringify(value);
}

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
