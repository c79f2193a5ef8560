import { shorten, type Message } from '@app/domain';
import {
  describeMessage,
  moreLines,
  type Fact,
  type MessageLink,
  type MessageStyle,
  type Tone,
} from '@app/domain/messages';
import { fitLines } from '../fit-lines.ts';

/** Limits of an embed (Discord, message resource): title 256, description 4096, field value 1024, everything 6000. */
const TITLE_LENGTH = 256;
const LINES_LENGTH = 4_096;
const VALUE_LENGTH = 1_024;
/** What people write is cut earlier, so that everything fits. */
const LENGTHS: Partial<Record<Fact['is'], number>> = {
  target: 400,
  tags: 400,
  note: 600,
  runbook: 600,
};
const LINK_LENGTH = 500;

const COLOURS: Record<Tone, number> = {
  bad: 0xd92d20,
  warning: 0xdc8a00,
  good: 0x1a8f4c,
  neutral: 0x6b7280,
};

/** Markup and mentions anywhere, addresses that would become links, and marks of a list or heading at the start. */
const MARKUP = /[\\`*_~|<>[\]@]|:(?=\/\/)|^[-+#]/g;

/** Text that Discord shows as it is written, by a backslash before everything that has a meaning. */
export const escapeDiscord = (text: string): string => text.replace(MARKUP, '\\$&');

/** Escaped text within a limit; cut before escaping, so that no escape is cut in two. */
const escapedWithin = (text: string, max: number): string => {
  const escaped = escapeDiscord(text);
  if (escaped.length <= max) return escaped;
  return escapedWithin(shorten(text, text.length - Math.ceil((escaped.length - max) / 2)), max);
};

/** An address keeps its characters in a code span, which no backslash can do for it. */
const valueOf = ({ is, value }: Fact): string =>
  is === 'address'
    ? `\`${shorten(value.replaceAll('`', '%60'), VALUE_LENGTH - 2)}\``
    : escapedWithin(value, LENGTHS[is] ?? VALUE_LENGTH);

const field = (name: string, value: string) => ({ name, value, inline: false });

/** The page of the alert is behind the title; an address that is too long is left out. */
const linkFields = (links: readonly MessageLink[]) =>
  links
    .filter(({ is, url }) => is !== 'open' && url.length <= LINK_LENGTH)
    .map(({ label, url }) => field(label, url));

const descriptionOf = (lines: readonly string[]): string =>
  fitLines(lines, {
    max: LINES_LENGTH,
    lengthOf: (line) => escapeDiscord(line).length,
    andMore: moreLines,
  })
    .map(escapeDiscord)
    .join('\n');

/** Payload of a Discord webhook: one embed, and no mention whatever the text says. */
export const discordBody = (message: Message, style?: MessageStyle): string => {
  const { title, facts, links, lines, tone } = describeMessage(message, style);
  const description = descriptionOf(lines.map(({ text }) => text));
  return JSON.stringify({
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: escapedWithin(title, TITLE_LENGTH),
        url: message.link,
        color: COLOURS[tone],
        ...(description && { description }),
        fields: [...facts.map((fact) => field(fact.label, valueOf(fact))), ...linkFields(links)],
        timestamp: message.sentAt,
      },
    ],
  });
};
