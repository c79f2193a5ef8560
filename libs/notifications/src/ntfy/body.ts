import type { Message, Severity } from '@app/domain';
import {
  describeMessage,
  linkLines,
  moreLines,
  textLines,
  type MessageStyle,
  type MessageWords,
} from '@app/domain/messages';
import { byBytes, fitLines } from '../fit-lines.ts';

/** A longer message becomes an attachment (ntfy, limits: 4,096 bytes). */
const TEXT_BYTES = 4_000;
/** A title may take 1 KB (since ntfy 2.28). */
const TITLE_LENGTH = 250;
/** Actions of one message (ntfy, action buttons). */
const MAX_ACTIONS = 3;

/** From 1, the least, to 5; 3 is usual. */
const PRIORITIES: Record<Severity, number> = { critical: 5, high: 4, warning: 3, info: 2 };
const USUAL = 3;

/** Tags that ntfy shows as a picture before the title. */
const TAGS: Record<MessageWords['tone'], string> = {
  bad: 'rotating_light',
  warning: 'warning',
  good: 'white_check_mark',
  neutral: 'information_source',
};

const priorityOf = ({ event, alert, items }: Message): number => {
  const open = (items ?? []).filter((item) => item.event !== 'resolved');
  if (open.length > 0) return Math.max(...open.map((item) => PRIORITIES[item.alert.severity]));
  return alert && event !== 'resolved' ? PRIORITIES[alert.severity] : USUAL;
};

/** A message to a topic, as JSON for the root of a server. */
export const ntfyBody = (
  message: Message,
  { topic, style }: { topic: string; style?: MessageStyle },
): string => {
  const { title, facts, links, lines, tone } = describeMessage(message, style);
  const said = textLines(facts);
  const others = linkLines(links.slice(1));
  const texts = fitLines(
    [...lines.map(({ text }) => text), ...said.split('\n'), ...others.split('\n')].filter(Boolean),
    { max: TEXT_BYTES, lengthOf: byBytes, andMore: moreLines },
  );
  return JSON.stringify({
    topic,
    title: title.slice(0, TITLE_LENGTH),
    message: texts.join('\n'),
    markdown: false,
    priority: priorityOf(message),
    tags: [TAGS[tone]],
    click: message.link,
    actions: links
      .slice(0, MAX_ACTIONS)
      .map(({ label, url }) => ({ action: 'view', label, url, clear: false })),
  });
};
