import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answering } from '../testing/fake-provider.ts';
import { openProviderDesk, sendFrom, type ProviderDesk } from '../testing/provider-desk.ts';
import { EVERY_EVENT, OVER, sampleDigest, sampleMessage, withRunbook } from '../testing/samples.ts';
import { pushoverBody } from './body.ts';

const keys = { user: 'u'.repeat(30), token: 'a'.repeat(30) };
const channel = { kind: 'pushover', config: keys } as const;

let desk: ProviderDesk;
beforeEach(async () => {
  desk = await openProviderDesk();
});
afterEach(async () => {
  await desk.close();
});

const formOf = (message = sampleMessage()) => new URLSearchParams(pushoverBody(message, { keys }));

describe('pushoverBody', () => {
  it.each(EVERY_EVENT)('of %s', (_event, message) => {
    expect(Object.fromEntries(formOf(message))).toMatchSnapshot();
  });

  it('stays within the limits of Pushover', () => {
    const long = '<&'.repeat(3_000);
    const form = formOf(
      withRunbook(
        { note: long, url: null },
        { targetName: long, reason: long, acknowledgedNote: long },
        { link: `https://monitor.example/${'x'.repeat(600)}` },
      ),
    );
    expect(form.get('title')?.length).toBeLessThanOrEqual(250);
    expect(form.get('message')?.length).toBeLessThanOrEqual(1_024);
    expect(form.get('url')).toBeNull();
    expect(form.get('html')).toBeNull();
  });

  it('names each target of a digest', () => {
    const text = formOf(sampleDigest(20)).get('message') ?? '';
    for (let n = 1; n <= 20; n++) expect(text).toMatch(new RegExp(`Shop ${n}\\b`));
    expect(text.length).toBeLessThanOrEqual(1_024);
  });

  it('comes through at quiet times where it is grave', () => {
    const priorityOf = (severity: 'critical' | 'warning' | 'info') =>
      formOf(sampleMessage({}, { severity })).get('priority');
    expect([priorityOf('critical'), priorityOf('warning'), priorityOf('info')]).toEqual([
      '1',
      '0',
      '-1',
    ]);
    expect(formOf(sampleMessage({ event: 'resolved' }, OVER)).get('priority')).toBe('0');
  });
});

describe('the pushover sender', () => {
  it('posts a form', async () => {
    desk.provider.answer = answering(200, '{"status":1,"request":"647d2300"}');
    const config = { ...keys, device: 'phone' };
    expect(await sendFrom(desk, { kind: 'pushover', config }, sampleMessage())).toEqual({
      outcome: 'sent',
      detail: 'Pushover took the message.',
    });
    expect(desk.addresses).toEqual(['https://api.pushover.net/1/messages.json']);
    const [request] = desk.provider.received;
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toMatchObject({
      ...keys,
      device: 'phone',
    });
  });

  it.each([
    [400, '{"user":"invalid","errors":["user identifier is invalid"],"status":0}', 'dead'],
    [200, '{"status":0,"errors":["message cannot be blank"]}', 'dead'],
    [413, 'too large', 'dead'],
    [429, '{"errors":["application is over its quota"],"status":0}', 'retry'],
    [500, 'oops', 'retry'],
    [200, '<!doctype html><html></html>', 'retry'],
    [200, 'ok', 'retry'],
  ])('%d %j: %s', async (status, body, expected) => {
    desk.provider.answer = answering(status, body);
    const outcome = await sendFrom(desk, channel, sampleMessage());
    expect(outcome.outcome).toBe(expected);
    expect(outcome.detail).not.toContain(keys.token);
  });

  it('says why a message was refused, without repeating a key', async () => {
    const errors = [`application token ${keys.token} is invalid`];
    desk.provider.answer = answering(400, JSON.stringify({ status: 0, errors }));
    expect(await sendFrom(desk, channel, sampleMessage())).toEqual({
      outcome: 'dead',
      detail: 'Pushover did not take the message: application token *** is invalid.',
    });
  });
});
