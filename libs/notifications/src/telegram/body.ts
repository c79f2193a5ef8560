import { shorten, type Message } from '@app/domain';
import {
  describeMessage,
  moreLines,
  type MessageLink,
  type MessageStyle,
} from '@app/domain/messages';
import { fitLines } from '../fit-lines.ts';
import { neutral } from '../neutral.ts';

/** Longest text of a message, counted without its markup (Telegram Bot API, sendMessage). */
const TEXT_LENGTH = 4_096;
/** What facts and links may take of it beside the alerts of a digest. */
const VALUE_LENGTH = 700;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as Telegram shows it literally in messages of the parse mode HTML, in content and in attributes. */
const escapeTelegram = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);

const shown = (text: string): string => escapeTelegram(neutral(text));

const linkTo = ({ label, url }: MessageLink): string =>
  `<a href="${escapeTelegram(url)}">${escapeTelegram(label)}</a>`;

/** What a bot sends to a chat. */
export interface TelegramMessage {
  chat_id: string;
  message_thread_id?: number;
  text: string;
  parse_mode: 'HTML';
  link_preview_options: { is_disabled: true };
}

/** Text of a message in the HTML of Telegram: title, facts, the alerts of a digest, links. */
const textOf = (message: Message, style?: MessageStyle): string => {
  const { title, facts, links, lines } = describeMessage(message, style);
  const said = facts.map(({ label, value }) => `${label}: ${shown(shorten(value, VALUE_LENGTH))}`);
  const linked = links.map(linkTo).join('   ');
  const taken = [title, ...said, ...links.map(({ label }) => label)].join('\n').length;
  const texts = fitLines(
    lines.map(({ text }) => neutral(text)),
    { max: TEXT_LENGTH - taken - 100, andMore: moreLines },
  );
  return [`<b>${shown(title)}</b>`, ...texts.map(escapeTelegram), ...said, linked].join('\n');
};

/** Message of a bot to a chat, or to a topic of it. */
export const telegramBody = (
  message: Message,
  { chat, topic, style }: { chat: string; topic?: string | null | undefined; style?: MessageStyle },
): string => {
  const body: TelegramMessage = {
    chat_id: chat,
    ...(topic && { message_thread_id: Number(topic) }),
    text: textOf(message, style),
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
  };
  return JSON.stringify(body);
};
