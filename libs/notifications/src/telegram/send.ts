import type { SendFact, SendOutcome } from '@app/domain';
import { askedWait, judgeAnswer, judgeOtherServer } from '../http/judge-answer.ts';
import type { HttpAnswer } from '../http/post.ts';
import { readObject } from '../http/read-answer.ts';
import { quoteProvider } from '../quote-provider.ts';
import type { CreateSender } from '../sender.ts';
import { telegramBody } from './body.ts';

const OWN_SERVER = 'https://api.telegram.org';

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
  if (answer.kind !== 'answered') return judgeAnswer('telegram', answer, now);
  const said = readObject(answer.body);
  if (said?.['ok'] === true) return { outcome: 'sent', fact: { is: 'taken', by: 'telegram' } };
  const { error_code: status = answer.status, description } = said ?? {};
  if (said === null || typeof status !== 'number' || typeof description !== 'string') {
    const judged = judgeAnswer('telegram', answer, now);
    return judged.outcome === 'sent' ? judgeOtherServer('telegram', answer.status) : judged;
  }
  const reason = quoteProvider(description, [token]).replace(/\.$/, '');
  const fact: SendFact = { is: 'refused', by: 'telegram', status, reason };
  return status === 429 || status >= 500
    ? { outcome: 'retry', fact, retryAfterMs: askedWait(answer, now) }
    : { outcome: 'dead', fact };
};

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
      ? { ...judged, fact: { is: 'taken', by: 'telegram', movedTo: moved } }
      : judged;
  };
