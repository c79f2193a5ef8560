import { describeMessage, shorten, type Fact, type Message, type Tone } from '@app/domain';

/** Limits of an embed (Discord, message resource): title 256, field value 1024, everything 6000. */
const TITLE_LENGTH = 256;
const VALUE_LENGTH = 1_024;

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
const valueOf = ({ label, value }: Fact): string =>
  label === 'Address'
    ? `\`${shorten(value.replaceAll('`', '%60'), VALUE_LENGTH - 2)}\``
    : escapedWithin(value, VALUE_LENGTH);

/** Payload of a Discord webhook: one embed, and no mention whatever the text says. */
export const discordBody = (message: Message): string => {
  const { title, facts, tone } = describeMessage(message);
  return JSON.stringify({
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: escapedWithin(title, TITLE_LENGTH),
        url: message.link,
        color: COLOURS[tone],
        fields: facts.map((fact) => ({ name: fact.label, value: valueOf(fact), inline: false })),
        timestamp: message.sentAt,
      },
    ],
  });
};
