import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { corpusTexts } from '../testing/corpus.ts';
import { answering } from '../testing/fake-provider.ts';
import { openProviderDesk, sendFrom, type ProviderDesk } from '../testing/provider-desk.ts';
import { EVERY_EVENT, sampleDigest, sampleMessage, withRunbook } from '../testing/samples.ts';
import { telegramBody, type TelegramMessage } from './body.ts';

const token = '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw';
const channel = { kind: 'telegram', config: { chat: '-1001', token } } as const;
const TAKEN = '{"ok":true,"result":{"message_id":1}}';

let desk: ProviderDesk;
beforeEach(async () => {
  desk = await openProviderDesk();
});
afterEach(async () => {
  await desk.close();
});

const refuse = (code: number, description: string, parameters?: object) =>
  answering(code, JSON.stringify({ ok: false, error_code: code, description, parameters }));

const bodyOf = (message = sampleMessage()): TelegramMessage =>
  JSON.parse(telegramBody(message, { chat: '-1001' })) as TelegramMessage;

/** What Telegram counts: the text without its markup. */
const plainOf = ({ text }: TelegramMessage): string =>
  text.replace(/<\/?[ab][^>]*>/g, '').replace(/&(?:amp|lt|gt|quot);/g, '_');

describe('telegramBody', () => {
  it.each(EVERY_EVENT)('of %s', (_event, message) => {
    expect(bodyOf(message)).toMatchSnapshot();
  });

  it.each(corpusTexts('text'))('%s: shows %j as text', (_id, name) => {
    const { text } = bodyOf(sampleMessage({}, { targetName: name, reason: name }));
    const markup = new Set(text.match(/<[^>]*>/g)?.map((tag) => tag.replace(/ href="[^"]*"/, '')));
    expect([...markup].sort()).toEqual(['</a>', '</b>', '<a>', '<b>']);
    expect(text).not.toMatch(/&(?!amp;|lt;|gt;|quot;)|(?<=^|\s)@\w/);
  });

  it('stays within 4096 characters, whatever is said', () => {
    const long = '<'.repeat(5_000);
    const runbook = { note: long, url: 'https://wiki.example/' };
    const alert = { targetName: long, reason: long, acknowledgedNote: long };
    expect(plainOf(bodyOf(withRunbook(runbook, alert))).length).toBeLessThanOrEqual(4_096);
  });

  it('names each target of a digest within 4096 characters', () => {
    const plain = plainOf(bodyOf(sampleDigest(50)));
    expect(plain.length).toBeLessThanOrEqual(4_096);
    for (let n = 1; n <= 50; n++) expect(plain).toMatch(new RegExp(`Shop ${n}\\b`));
  });
});

describe('the telegram sender', () => {
  it('posts to the bot, and to a topic where one is named', async () => {
    desk.provider.answer = answering(200, TAKEN);
    const config = { ...channel.config, topic: '7' };
    expect(await sendFrom(desk, { kind: 'telegram', config }, sampleMessage())).toEqual({
      outcome: 'sent',
      detail: 'Telegram took the message.',
    });
    expect(desk.addresses).toEqual([`https://api.telegram.org/bot${token}/sendMessage`]);
    expect(JSON.parse(desk.provider.received[0]?.body ?? '')).toMatchObject({
      chat_id: '-1001',
      message_thread_id: 7,
    });
  });

  it('uses a server of the own', async () => {
    desk.provider.answer = answering(200, TAKEN);
    const config = { ...channel.config, server: 'https://bots.lan/' };
    await sendFrom(desk, { kind: 'telegram', config }, sampleMessage());
    expect(desk.addresses).toEqual([`https://bots.lan/bot${token}/sendMessage`]);
  });

  it('waits as long as a 429 says in its body', async () => {
    desk.provider.answer = refuse(429, 'Too Many Requests: retry after 35', { retry_after: 35 });
    expect(await sendFrom(desk, channel, sampleMessage())).toMatchObject({
      outcome: 'retry',
      retryAfterMs: 35_000,
    });
  });

  it.each([
    [400, 'Bad Request: chat not found', 'Check the chat'],
    [401, 'Unauthorized', 'Check the token'],
    [403, 'Forbidden: bot was kicked from the group chat', 'Let the bot into the chat'],
    [404, `Not Found: ${token}`, 'Check the token'],
  ])('gives up at %d, with what helps', async (code, description, advice) => {
    desk.provider.answer = refuse(code, description);
    const outcome = await sendFrom(desk, channel, sampleMessage());
    expect(outcome.outcome).toBe('dead');
    expect(outcome.detail).toContain(advice);
    expect(outcome.detail).not.toContain(token);
  });

  it.each([
    ['a fault of theirs', 502, 'Bad Gateway'],
    ['a no with 200', 200, '{"ok":false,"error_code":500,"description":"Internal Server Error"}'],
    ['a page for signing in', 200, '<!doctype html><title>Sign in</title>'],
    ['an answer of another server', 200, 'welcome'],
  ])('tries again after %s', async (_what, status, body) => {
    desk.provider.answer = answering(status, body);
    expect(await sendFrom(desk, channel, sampleMessage())).toMatchObject({ outcome: 'retry' });
  });

  it('follows a group that has become a supergroup', async () => {
    desk.provider.answer = (response, request) => {
      const isMoved = JSON.parse(desk.provider.received.at(-1)?.body ?? '{}') as TelegramMessage;
      const answer =
        isMoved.chat_id === '-1002'
          ? answering(200, TAKEN)
          : refuse(400, 'Bad Request: group chat was upgraded', { migrate_to_chat_id: -1002 });
      answer(response, request);
    };
    const outcome = await sendFrom(desk, channel, sampleMessage());
    expect(outcome).toMatchObject({ outcome: 'sent' });
    expect(outcome.detail).toContain('enter -1002');
  });
});
