import { shorten, type Message } from '@app/domain';
import {
  describeMessage,
  factLines,
  linkLines,
  moreLines,
  textLines,
  type MessageStyle,
  type MessageWords,
  type Tone,
} from '@app/domain/messages';
import { fitLines } from '../fit-lines.ts';
import { neutral } from '../neutral.ts';

/** Longest text of a section block (Slack, Block Kit reference). */
const SECTION_LENGTH = 3_000;
/** A message is cut after 40,000 characters (Slack, chat.postMessage); half of it is for plain text. */
const TEXT_LENGTH = 20_000;
/** For the alerts of a digest: twelve full sections. */
const LINES_LENGTH = 15_000;

const COLOURS: Record<Tone, string> = {
  bad: '#d92d20',
  warning: '#dc8a00',
  good: '#1a8f4c',
  neutral: '#6b7280',
};

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** The three characters that Slack gives meaning to in every text: mentions and links need them. */
export const escapeSlack = (text: string): string =>
  text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);

/** Escaped text within a limit; cut before escaping, so that no entity is cut in two. */
const escapedWithin = (text: string, max: number): string => {
  const escaped = escapeSlack(text);
  if (escaped.length <= max) return escaped;
  return escapedWithin(shorten(text, text.length - Math.ceil((escaped.length - max) / 5)), max);
};

const section = (text: string) => ({
  type: 'section',
  text: { type: 'plain_text', emoji: false, text },
});

/** Lines as sections, each as full as it may be. */
const sectionsOf = (lines: readonly string[]) => {
  const texts: string[] = [];
  for (const line of lines.map(escapeSlack)) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= SECTION_LENGTH) {
      texts[texts.length - 1] = `${last}\n${line}`;
    } else texts.push(line);
  }
  return texts.map(section);
};

/** Addresses are ours, or from the settings of a target; a bar would end one. */
const linkTo = ({ label, url }: MessageWords['links'][number]): string =>
  `<${escapeSlack(url.replaceAll('|', '%7C'))}|${escapeSlack(label)}>`;

const withFittedLines = (words: MessageWords): MessageWords & { texts: string[] } => {
  const texts = fitLines(
    words.lines.map(({ text }) => text),
    { max: LINES_LENGTH, lengthOf: (text) => escapeSlack(text).length, andMore: moreLines },
  );
  return { ...words, texts };
};

/**
 * Payload of an incoming webhook. Slack shows the blocks; phones, and servers that look like Slack and know no blocks, show
 * `text`, which therefore says everything. Foreign text stands in `plain_text` objects or under `mrkdwn: false`, where
 * stars and underscores stay what they are; only the links, which are ours, are marked up.
 */
export const slackBody = (message: Message, style?: MessageStyle): string => {
  const words = withFittedLines(describeMessage(message, style));
  const { title, facts, links, tone, texts } = words;
  const plain = [title, textLines(facts, texts), linkLines(links)].filter(Boolean);
  return JSON.stringify({
    text: escapedWithin(neutral(plain.join('\n')), TEXT_LENGTH),
    mrkdwn: false,
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [section(escapedWithin(title, SECTION_LENGTH))],
    attachments: [
      {
        color: COLOURS[tone],
        fallback: escapeSlack(title),
        blocks: [
          ...(facts.length > 0 ? [section(escapedWithin(factLines(facts), SECTION_LENGTH))] : []),
          ...sectionsOf(texts),
          { type: 'context', elements: [{ type: 'mrkdwn', text: links.map(linkTo).join('   ') }] },
        ],
      },
    ],
  });
};
