import type { Message } from '@app/domain';
import { describeMessage, moreLines, type MessageStyle, type Tone } from '@app/domain/messages';
import { byBytes, fitLines } from '../fit-lines.ts';

/** A message may take 28 KB (Microsoft Teams, limits of webhooks); half of it is for the alerts of a digest. */
const LINES_BYTES = 14_000;
/** Each line is an element of its own, which takes about as much again. */
const ELEMENT_BYTES = 90;

const STYLES: Record<Tone, { color: string; style: string }> = {
  bad: { color: 'attention', style: 'attention' },
  warning: { color: 'warning', style: 'warning' },
  good: { color: 'good', style: 'good' },
  neutral: { color: 'default', style: 'emphasis' },
};

type Run = Record<string, string | boolean>;

/** Text that no part of is read as Markdown, which Teams does in text blocks and facts. */
const richText = (...inlines: Run[]) => ({
  type: 'RichTextBlock',
  inlines: inlines.map((run) => ({ type: 'TextRun', ...run })),
});

/** A message with one Adaptive Card, as workflows of Teams take it. */
export const teamsBody = (message: Message, style?: MessageStyle): string => {
  const { title, facts, links, lines, tone } = describeMessage(message, style);
  const texts = fitLines(
    lines.map(({ text }) => text),
    { max: LINES_BYTES, lengthOf: (text) => byBytes(text) + ELEMENT_BYTES, andMore: moreLines },
  );
  const heading = {
    type: 'Container',
    style: STYLES[tone].style,
    bleed: true,
    items: [richText({ text: title, weight: 'Bolder', size: 'Medium' })],
  };
  return JSON.stringify({
    type: 'message',
    summary: title,
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          msteams: { width: 'Full' },
          fallbackText: title,
          body: [
            heading,
            ...texts.map((text, i) =>
              richText({ text, color: STYLES[lines[i]?.tone ?? 'neutral'].color }),
            ),
            ...facts.map(({ label, value }) =>
              richText({ text: `${label}: `, isSubtle: true }, { text: value }),
            ),
          ],
          actions: links.map(({ label, url }) => ({ type: 'Action.OpenUrl', title: label, url })),
        },
      },
    ],
  });
};
