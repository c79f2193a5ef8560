import { conditionEnd, endingOf } from '../alert/ending.ts';
import type { Severity } from '../alert/kind.ts';
import { DEFAULT_MESSAGE_FIELDS, MessageField } from '../channel/message-field.ts';
import { plainLine } from '../common/plain-line.ts';
import { readableNames } from '../common/readable-names.ts';
import type { DigestItem, Message } from '../delivery/message.ts';
import { alertTitle, isToldWhole } from './alert-title.ts';
import { digestTexts, digestTitle } from './digest.ts';
import { formatDuration } from './format/duration.ts';
import { formatInstant, formatRelative } from './format/instant.ts';
import { DEFAULT_LANGUAGE, type Language } from './format/language.ts';
import type {
  Fact,
  FactName,
  MessageLink,
  MessageStyle,
  MessageWords,
  Tone,
} from './message-words.ts';
import { TEXTS, type Texts } from './texts.ts';

const TONES: Record<Severity, Tone> = {
  info: 'neutral',
  warning: 'warning',
  high: 'bad',
  critical: 'bad',
};
/** From what is told first when several tones meet. */
const GRAVEST: readonly Tone[] = ['bad', 'warning', 'neutral', 'good'];

type Values = Partial<Record<FactName, string | null | undefined>>;

/** An event with what its words are made of. */
interface Telling extends Omit<DigestItem, 'link'> {
  now: Date;
  language: Language;
  words: Texts['message'];
  /** It is read later, whenever somebody looks: nothing in it counts from the present. */
  isRead?: true;
}

const isOver = (told: Pick<DigestItem, 'event' | 'alert' | 'isWhole'>): boolean =>
  told.event === 'resolved' || isToldWhole(told);

const instantWithDistance = (at: Date, { now, language, isRead }: Telling): string =>
  isRead ? formatInstant(at) : `${formatInstant(at)} (${formatRelative(at, now, language)})`;

function timeValues(told: Telling): Values {
  const { alert, language, lateMs, words } = told;
  const since = instantWithDistance(alert.since, told);
  const late = lateMs === undefined ? null : words.toldLate(formatDuration(lateMs, language));
  const endedAt = isOver(told) ? conditionEnd(alert) : null;
  if (!endedAt) return { since, late };
  const lasted = formatDuration(endedAt.getTime() - alert.since.getTime(), language);
  return { since, until: instantWithDistance(endedAt, told), lasted, late };
}

/** An alert about a domain names its targets in its reason: the address of one of them would mislead. */
const aboutValues = ({ alert, target }: Telling): Values =>
  alert.domain === null
    ? {
        target: plainLine(readableNames(alert.targetName), 200),
        address: plainLine(target?.url ?? alert.targetUrl ?? '', 500),
      }
    : { domain: readableNames(alert.domain) };

const stateValues = (told: Telling): Values => {
  const { alert, words } = told;
  if (!isOver(told) || !alert.resolution) return { severity: words.SEVERITIES[alert.severity] };
  const ending = endingOf(alert) ?? 'acknowledged';
  return { closed: words.describeEnding(ending, alert.domain !== null) };
};

const valuesOf = (told: Telling): Values => {
  const { alert, target, places = [], reminder, words } = told;
  return {
    ...aboutValues(told),
    tags: plainLine((target?.tags ?? []).join(', '), 300),
    why: plainLine(alert.reason, 1_000),
    ...timeValues(told),
    ...stateValues(told),
    'seen-from': plainLine(places.join(', '), 200),
    reminder: reminder && words.reminderNumber(reminder.number),
    note: plainLine(alert.acknowledgedNote ?? '', 500),
    runbook: plainLine(target?.runbook?.note ?? '', 500),
  };
};

/** The order in which facts are told. */
const ORDER: readonly FactName[] = [
  ...['target', 'domain', 'address', 'tags', 'why', 'since', 'until', 'lasted'],
  ...['late', 'severity', 'closed', 'seen-from', 'reminder', 'note', 'runbook'],
] as FactName[];

/** What is chosen together with another field. */
const CHOSEN_AS: Partial<Record<FactName, MessageField>> = { domain: 'target', until: 'lasted' };

/** True for what a channel has chosen, and for what none can leave out. */
function isWanted(name: FactName, fields: MessageStyle['fields']): boolean {
  const { data } = MessageField.safeParse(CHOSEN_AS[name] ?? name);
  return data === undefined || (fields ?? DEFAULT_MESSAGE_FIELDS).includes(data);
}

const factsOf = (values: Values, words: Texts['message'], fields: MessageStyle['fields']): Fact[] =>
  ORDER.flatMap((is) => {
    const value = values[is];
    return value && isWanted(is, fields) ? [{ is, label: words.FACT_LABELS[is], value }] : [];
  });

function linksOf(
  { link, acknowledgeLink, target }: Pick<Message, 'link' | 'acknowledgeLink' | 'target'>,
  { words, fields }: { words: Texts['message']; fields: MessageStyle['fields'] },
): MessageLink[] {
  const runbookUrl = isWanted('runbook', fields) ? target?.runbook?.url : null;
  const urls = { open: link, acknowledge: acknowledgeLink, runbook: runbookUrl };
  const names = ['open', 'acknowledge', 'runbook'] as const;
  return names.flatMap((is) => {
    const url = urls[is];
    return url ? [{ is, label: words.LINK_LABELS[is], url: new URL(url).href }] : [];
  });
}

const toneOf = (told: Pick<DigestItem, 'event' | 'alert' | 'isWhole'>): Tone => {
  const { alert } = told;
  if (!isOver(told)) return TONES[alert.severity];
  const ending = endingOf(alert);
  return ending === 'recovered' || ending === 'renewed' ? 'good' : 'neutral';
};

const withPrefix = (title: string, { subjectPrefix }: MessageStyle): string =>
  subjectPrefix ? `${plainLine(subjectPrefix, 50)} ${title}` : title;

function describeDigest(
  message: Message & { items: readonly DigestItem[] },
  style: MessageStyle,
  language: Language,
): MessageWords {
  const { items, sentAt, lateMs } = message;
  const words = TEXTS[language].message;
  const texts = digestTexts(items, sentAt, language);
  const late = lateMs === undefined ? null : words.toldLate(formatDuration(lateMs, language));
  const lines = items.map((item, i) => ({
    text: texts[i] ?? '',
    tone: toneOf(item),
    url: new URL(item.link).href,
  }));
  return {
    title: withPrefix(digestTitle(message, language), style),
    tone: GRAVEST.find((tone) => lines.some((line) => line.tone === tone)) ?? 'neutral',
    facts: factsOf({ late }, words, style.fields),
    links: linksOf(message, { words, fields: style.fields }),
    lines,
  };
}

/**
 * What a message says: what, why, since when, how long it lasted. Pure, so a repeated message reads the same.
 *
 * @param style what its channel wants it to be like
 */
export function describeMessage(
  message: Message,
  style: MessageStyle = {},
  language: Language = DEFAULT_LANGUAGE,
): MessageWords {
  const { event, alert, items, sentAt } = message;
  const words = TEXTS[language].message;
  if (event === 'digest' && items) return describeDigest({ ...message, items }, style, language);
  if (event === 'test' || event === 'digest' || !alert) {
    const { title, why } = words.TEST_TEXT;
    return {
      title: withPrefix(title, style),
      tone: 'neutral',
      facts: [{ is: 'why', label: words.FACT_LABELS.why, value: why }],
      links: linksOf(message, { words, fields: null }),
      lines: [],
    };
  }
  const told = { ...message, event, alert };
  return {
    title: withPrefix(alertTitle(told, sentAt, language), style),
    tone: toneOf(told),
    facts: factsOf(valuesOf({ ...told, now: sentAt, language, words }), words, style.fields),
    links: linksOf(message, { words, fields: style.fields }),
    lines: [],
  };
}

/** The facts of a message as plain lines, without title and link. */
export const factLines = (facts: readonly Fact[]): string =>
  facts.map(({ label, value }) => `${label}: ${value}`).join('\n');

/** The facts of a message and the lines of a digest as plain text, without title and links. */
export const textLines = (facts: readonly Fact[], lines: readonly string[] = []): string =>
  [factLines(facts), ...lines].filter((line) => line !== '').join('\n');

/** The links of a message as plain lines. */
export const linkLines = (links: readonly MessageLink[]): string =>
  links.map(({ label, url }) => `${label}: ${url}`).join('\n');

/** Says how many lines of a digest were left out. */
export const moreLines = (count: number): string => TEXTS[DEFAULT_LANGUAGE].message.andMore(count);

/** Title and plain text of one event of an alert, as the inbox shows it. */
export function writeEvent(
  told: Omit<DigestItem, 'link'>,
  at: Date,
  language: Language = DEFAULT_LANGUAGE,
): { title: string; text: string } {
  const words = TEXTS[language].message;
  const facts = factsOf(
    valuesOf({ ...told, now: at, language, words, isRead: true }),
    words,
    undefined,
  );
  return { title: alertTitle(told, at, language), text: factLines(facts) };
}
