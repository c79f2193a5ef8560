import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { corpusTexts } from '../testing/corpus.ts';
import { answering } from '../testing/fake-provider.ts';
import { openProviderDesk, sendFrom, type ProviderDesk } from '../testing/provider-desk.ts';
import { EVERY_EVENT, OVER, sampleDigest, sampleMessage, withRunbook } from '../testing/samples.ts';
import { ntfyBody } from './body.ts';

const config = { server: 'https://ntfy.lan/', topic: 'T0PSECRET-topic', token: 'tk_T0PSECRET' };
const channel = { kind: 'ntfy', config } as const;
const TAKEN = '{"id":"sPs71M8A2T","time":1769871600,"event":"message","topic":"ops"}';

interface NtfyMessage {
  title: string;
  message: string;
  priority: number;
  markdown: boolean;
  actions: { url: string }[];
}

let desk: ProviderDesk;
beforeEach(async () => {
  desk = await openProviderDesk();
});
afterEach(async () => {
  await desk.close();
});

const parse = (message = sampleMessage()): NtfyMessage =>
  JSON.parse(ntfyBody(message, { topic: 'ops' })) as NtfyMessage;

describe('ntfyBody', () => {
  it.each(EVERY_EVENT)('of %s', (_event, message) => {
    expect(parse(message)).toMatchSnapshot();
  });

  it.each(corpusTexts('text'))('%s: shows %j as text', (_id, name) => {
    expect(parse(sampleMessage({}, { targetName: name })).markdown).toBe(false);
  });

  it('is loud for what is grave and usual for what is over', () => {
    const priorityOf = (severity: 'critical' | 'warning' | 'info') =>
      parse(sampleMessage({}, { severity })).priority;
    expect([priorityOf('critical'), priorityOf('warning'), priorityOf('info')]).toEqual([5, 3, 2]);
    expect(parse(sampleMessage({ event: 'resolved' }, OVER)).priority).toBe(3);
    expect(parse(sampleDigest()).priority).toBe(5);
  });

  it('never becomes an attachment: 4,096 bytes at most', () => {
    const long = '😀'.repeat(2_000);
    const runbook = { note: long, url: 'https://wiki.example/' };
    const { title, message } = parse(
      withRunbook(runbook, { targetName: long, reason: long, acknowledgedNote: long }),
    );
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(4_096);
    expect(Buffer.byteLength(title)).toBeLessThanOrEqual(1_024);
  });

  it('names each target of a digest', () => {
    const { message } = parse(sampleDigest(50));
    for (let n = 1; n <= 50; n++) expect(message).toMatch(new RegExp(`Shop ${n}\\b`));
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(4_096);
  });
});

describe('the ntfy sender', () => {
  it('posts to the root of the server with the token', async () => {
    desk.provider.answer = answering(200, TAKEN);
    expect((await sendFrom(desk, channel, sampleMessage())).outcome).toBe('sent');
    expect(desk.addresses).toEqual(['https://ntfy.lan/']);
    const [request] = desk.provider.received;
    expect(request?.headers.authorization).toBe('Bearer tk_T0PSECRET');
    expect(JSON.parse(request?.body ?? '')).toMatchObject({ topic: config.topic });
  });

  it.each([
    [401, '{"code":40101,"http":401,"error":"unauthorized"}', 'dead'],
    [403, '{"code":40301,"http":403,"error":"forbidden"}', 'dead'],
    [404, '404 page not found', 'dead'],
    [413, '{"code":41301,"http":413,"error":"attachment too large"}', 'dead'],
    [429, '{"code":42901,"http":429,"error":"limit reached: too many requests"}', 'retry'],
    [507, '{"code":50701,"http":507,"error":"cannot publish to UnifiedPush topic"}', 'retry'],
    [200, '<!doctype html><title>Login</title>', 'retry'],
    [200, 'ok', 'retry'],
  ])('%d %j: %s', async (status, body, expected) => {
    desk.provider.answer = answering(status, body);
    const outcome = await sendFrom(desk, channel, sampleMessage());
    expect(outcome.outcome).toBe(expected);
    expect(outcome.detail).not.toContain('T0PSECRET');
  });
});
