import { describeMessage, factLines, shorten, type Message, type Tone } from '@app/domain';

/** Longest text of a section block (Slack, Block Kit reference). */
const SECTION_LENGTH = 3_000;

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

/**
 * Payload of an incoming webhook. Foreign text stands in `plain_text` objects or under `mrkdwn: false`, where
 * stars and underscores stay what they are; only the link, which is ours, is marked up.
 */
export const slackBody = (message: Message): string => {
  const { title, facts, tone } = describeMessage(message);
  const link = new URL(message.link).href.replaceAll('|', '%7C');
  return JSON.stringify({
    text: escapeSlack(title),
    mrkdwn: false,
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    attachments: [
      {
        color: COLOURS[tone],
        fallback: escapeSlack(title),
        blocks: [
          {
            type: 'section',
            text: {
              type: 'plain_text',
              emoji: false,
              text: escapedWithin(factLines(facts), SECTION_LENGTH),
            },
          },
          {
            type: 'context',
            elements: [{ type: 'mrkdwn', text: `<${escapeSlack(link)}|Open in the monitor>` }],
          },
        ],
      },
    ],
  });
};
