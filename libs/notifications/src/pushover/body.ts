import type { Message } from '@app/domain';
import { describeMessage, moreLines, textLines, type MessageStyle } from '@app/domain/messages';
import { fitLines } from '../fit-lines.ts';

/** Limits of a message (Pushover API), in characters. */
const TITLE_LENGTH = 250;
const TEXT_LENGTH = 1_024;
const URL_LENGTH = 512;

/** Priorities (Pushover API): 1 also comes through at quiet times, -1 makes no sound. */
const PRIORITIES = { critical: 1, high: 1, warning: 0, info: -1 } as const;

const priorityOf = ({ event, alert, items }: Message): number => {
  const open = (items ?? []).filter((item) => item.event !== 'resolved');
  if (open.length > 0) return Math.max(...open.map((item) => PRIORITIES[item.alert.severity]));
  return alert && event !== 'resolved' ? PRIORITIES[alert.severity] : 0;
};

/** For whom a message is. */
export interface PushoverKeys {
  token: string;
  user: string;
  device?: string | null | undefined;
}

/** A message as a form. */
export const pushoverBody = (
  message: Message,
  { keys, style }: { keys: PushoverKeys; style?: MessageStyle },
): string => {
  const { title, facts, links, lines } = describeMessage(message, style);
  const texts = fitLines(
    [...lines.map(({ text }) => text), ...textLines(facts).split('\n')].filter(Boolean),
    { max: TEXT_LENGTH, andMore: moreLines },
  );
  // There is room for one address: that of the page which has all others.
  const [page] = links;
  const form = new URLSearchParams({
    token: keys.token,
    user: keys.user,
    title: title.slice(0, TITLE_LENGTH),
    message: texts.join('\n') || title,
    priority: String(priorityOf(message)),
    timestamp: String(Math.floor(message.sentAt.getTime() / 1_000)),
  });
  if (keys.device) form.set('device', keys.device);
  if (page && page.url.length <= URL_LENGTH) {
    form.set('url', page.url);
    form.set('url_title', page.label);
  }
  return form.toString();
};
