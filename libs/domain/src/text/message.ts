import type { Resolution, Severity } from '../alert/kind.ts';
import type { Alert } from '../alert/schema.ts';
import type { Message } from '../delivery/message.ts';
import { alertTitle, conditionEnd } from './alert-title.ts';
import { formatDuration } from './format/duration.ts';
import { formatInstant, formatRelative } from './format/instant.ts';
import { plainLine } from '../common/plain-line.ts';

/** One line of a message: `Since: 2026-01-31 14:02:05 UTC (6 min ago)`. */
export interface Fact {
  label:
    | 'Target'
    | 'Domain'
    | 'Address'
    | 'Why'
    | 'Since'
    | 'Until'
    | 'Lasted'
    | 'Severity'
    | 'Closed'
    | 'Note';
  value: string;
}

/** How a message should look: bad red, warning amber, good green, neutral grey. */
export type Tone = 'bad' | 'warning' | 'good' | 'neutral';

/** A message in words: every text is one safe line, not yet escaped for where it is shown. */
export interface MessageWords {
  title: string;
  tone: Tone;
  facts: Fact[];
}

const TEST_WORDS: MessageWords = {
  title: 'Test: this channel works',
  tone: 'neutral',
  facts: [{ label: 'Why', value: 'Somebody asked for a test message. Nothing is wrong.' }],
};

const SEVERITY_WORDS: Record<Severity, { word: string; tone: Tone }> = {
  info: { word: 'Info', tone: 'neutral' },
  warning: { word: 'Warning', tone: 'warning' },
  high: { word: 'High', tone: 'bad' },
  critical: { word: 'Critical', tone: 'bad' },
};

const RESOLUTION_WORDS: Record<Resolution, string> = {
  recovered: 'It is back',
  renewed: 'It was renewed',
  acknowledged: 'Acknowledged by a person',
  paused: 'The target was paused',
  deleted: 'The target was removed',
  superseded: 'The target is down now, which has an alert of its own',
};

const instantWithDistance = (at: Date, now: Date): string =>
  `${formatInstant(at)} (${formatRelative(at, now)})`;

const timeFacts = (alert: Alert, isResolved: boolean, now: Date): Fact[] => {
  const since: Fact = { label: 'Since', value: instantWithDistance(alert.since, now) };
  const endedAt = isResolved ? conditionEnd(alert) : null;
  if (!endedAt) return [since];
  return [
    since,
    { label: 'Until', value: instantWithDistance(endedAt, now) },
    { label: 'Lasted', value: formatDuration(endedAt.getTime() - alert.since.getTime()) },
  ];
};

const DOMAIN_RESOLUTION_WORDS: Record<Resolution, string> = {
  ...RESOLUTION_WORDS,
  recovered: 'It is fine again',
  paused: 'The targets on it were paused',
  deleted: 'No target is on it any more',
};

const resolutionWords = (alert: Alert, resolution: Resolution): string => {
  const words = alert.domain === null ? RESOLUTION_WORDS : DOMAIN_RESOLUTION_WORDS;
  // People who were told of an outage hear of its end, also when somebody had acknowledged it before.
  if (resolution === 'acknowledged' && conditionEnd(alert)) return words.recovered;
  return words[resolution];
};

/** An alert about a domain names its targets in its reason: the address of one of them would mislead. */
const aboutFacts = (alert: Alert, target: Message['target']): Fact[] =>
  alert.domain === null
    ? [
        { label: 'Target', value: plainLine(alert.targetName, 200) },
        { label: 'Address', value: plainLine(target?.url ?? '', 500) },
      ]
    : [{ label: 'Domain', value: alert.domain }];

const stateFact = (alert: Alert, isResolved: boolean): Fact =>
  isResolved && alert.resolution
    ? { label: 'Closed', value: resolutionWords(alert, alert.resolution) }
    : { label: 'Severity', value: SEVERITY_WORDS[alert.severity].word };

const tone = (alert: Alert, isResolved: boolean): Tone => {
  if (!isResolved) return SEVERITY_WORDS[alert.severity].tone;
  return conditionEnd(alert) ? 'good' : 'neutral';
};

/** What a message says: what, why, since when, how long it lasted. Pure, so a repeated message reads the same. */
export const describeMessage = ({ event, alert, target, sentAt }: Message): MessageWords => {
  if (event === 'test' || !alert) return TEST_WORDS;
  const isResolved = event === 'resolved';
  const facts: Fact[] = [
    ...aboutFacts(alert, target),
    { label: 'Why', value: plainLine(alert.reason, 1_000) },
    ...timeFacts(alert, isResolved, sentAt),
    stateFact(alert, isResolved),
    { label: 'Note', value: plainLine(alert.acknowledgedNote ?? '', 500) },
  ];
  return {
    title: alertTitle(event, alert, sentAt),
    tone: tone(alert, isResolved),
    facts: facts.filter(({ value }) => value !== ''),
  };
};

/** The facts of a message as plain lines, without title and link. */
export const factLines = (facts: readonly Fact[]): string =>
  facts.map(({ label, value }) => `${label}: ${value}`).join('\n');

/** Title and plain text of a message, as the inbox shows it. */
export const writeMessage = (message: Message): { title: string; text: string } => {
  const { title, facts } = describeMessage(message);
  return { title, text: factLines(facts) };
};
