import type { SendOutcome } from '@app/domain';
import { askedWait, judgeAnswer } from '../http/judge-answer.ts';
import type { HttpAnswer } from '../http/post.ts';
import { readObject } from '../http/read-answer.ts';
import { quoteProvider } from '../quote-provider.ts';
import type { CreateSender } from '../sender.ts';
import { telegramBody } from './body.ts';

const OWN_SERVER = 'https://api.telegram.org';

const ADVICE: Record<number, string> = {
  400: 'Check the chat and its topic, and that the bot is a member.',
  401: 'Check the token of the bot.',
  403: 'Let the bot into the chat, or start a conversation with it.',
  404: 'Check the token of the bot.',
};

/** The id that a group has had since it became a supergroup (Bot API, ResponseParameters). */
const movedTo = (answer: HttpAnswer): string | null => {
  if (answer.kind !== 'answered') return null;
  const { parameters } = { ...readObject(answer.body) };
  if (typeof parameters !== 'object' || parameters === null) return null;
  const moved: unknown = 'migrate_to_chat_id' in parameters ? parameters.migrate_to_chat_id : null;
  return typeof moved === 'number' && Number.isSafeInteger(moved) ? String(moved) : null;
};

/** Telegram says yes and no in its body; the status is the same number. */
const judge = (answer: HttpAnswer, now: Date, token: string): SendOutcome => {
  if (answer.kind !== 'answered') return judgeAnswer('Telegram', answer, now);
  const said = readObject(answer.body);
  if (said?.['ok'] === true) return { outcome: 'sent', detail: 'Telegram took the message.' };
  const { error_code: code = answer.status, description } = said ?? {};
  if (said === null || typeof code !== 'number' || typeof description !== 'string') {
    const judged = judgeAnswer('Telegram', answer, now);
    return judged.outcome === 'sent' ? notTelegram(answer.status) : judged;
  }
  const reason = quoteProvider(description, [token]).replace(/\.$/, '');
  const detail = `Telegram did not take the message: ${reason}.`;
  if (code === 429 || code >= 500) {
    return { outcome: 'retry', detail, retryAfterMs: askedWait(answer, now) };
  }
  return { outcome: 'dead', detail: `${detail} ${ADVICE[code] ?? ''}`.trim() };
};

const notTelegram = (status: number): SendOutcome => ({
  outcome: 'retry',
  detail: `The server answered ${status}, but not as Telegram does. Check its address.`,
  retryAfterMs: null,
});

/** Hands a message to a chat of Telegram through a bot. */
export const createTelegramSender: CreateSender<'telegram'> =
  ({ post, now }) =>
  async (message, channel, options) => {
    const { token, chat, topic, server } = channel.config;
    const url = `${(server ?? OWN_SERVER).replace(/\/+$/, '')}/bot${token}/sendMessage`;
    const sendTo = (id: string): Promise<HttpAnswer> =>
      post(url, { body: telegramBody(message, { chat: id, topic, style: channel }), ...options });
    const answer = await sendTo(chat);
    const moved = movedTo(answer);
    if (moved === null) return judge(answer, now(), token);
    const judged = judge(await sendTo(moved), now(), token);
    return judged.outcome === 'sent'
      ? { ...judged, detail: `${judged.detail} The chat has a new id: enter ${moved}.` }
      : judged;
  };
