import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answering } from '../testing/fake-provider.ts';
import { openProviderDesk, sendFrom, type ProviderDesk } from '../testing/provider-desk.ts';
import {
  EVERY_EVENT,
  OVER,
  sampleDigest,
  sampleMessage,
  TEST_MESSAGE,
} from '../testing/samples.ts';
import { pagerdutyEvents } from './body.ts';

const key = 'T0PSECRET'.padEnd(32, '0');
const channel = { kind: 'pagerduty', config: { key } } as const;
const TAKEN = '{"status":"success","message":"Event processed","dedup_key":"x"}';

interface PagerdutyEvent {
  event_action: string;
  dedup_key: string;
  payload: { summary: string; severity: string };
}

let desk: ProviderDesk;
beforeEach(async () => {
  desk = await openProviderDesk();
});
afterEach(async () => {
  await desk.close();
});

const eventsOf = (message = sampleMessage()): PagerdutyEvent[] =>
  pagerdutyEvents(message, { key }).map((body) => JSON.parse(body) as PagerdutyEvent);

describe('pagerdutyEvents', () => {
  it.each(EVERY_EVENT)('of %s', (_event, message) => {
    expect(eventsOf(message)).toMatchSnapshot();
  });

  it.each([
    ['a beginning', sampleMessage(), ['trigger']],
    ['a reminder', sampleMessage({ event: 'reminder' }), ['trigger']],
    ['an end', sampleMessage({ event: 'resolved' }, OVER), ['resolve']],
    [
      'one that was closed',
      sampleMessage({ event: 'resolved' }, { ...OVER, resolution: 'deleted' }),
      ['resolve'],
    ],
    [
      'one that somebody took on',
      sampleMessage(
        { event: 'resolved' },
        { state: 'resolved', resolution: 'acknowledged', resolvedAt: new Date(0) },
      ),
      ['acknowledge'],
    ],
    [
      'both in one',
      sampleMessage({ event: 'resolved', isWhole: true }, OVER),
      ['trigger', 'resolve'],
    ],
    ['a test', TEST_MESSAGE, ['trigger', 'resolve']],
  ])('of %s', (_what, message, actions) => {
    const events = eventsOf(message);
    expect(events.map(({ event_action: action }) => action)).toEqual(actions);
    expect(new Set(events.map(({ dedup_key: name }) => name)).size).toBe(1);
  });

  it('are one incident for each alert of a digest', () => {
    const events = eventsOf(sampleDigest(3));
    expect(events.map(({ event_action: action }) => action)).toEqual([
      'resolve',
      'trigger',
      'trigger',
    ]);
  });

  it('stay within the limits of PagerDuty', () => {
    const long = 'x'.repeat(5_000);
    const [event] = eventsOf(sampleMessage({ idempotencyKey: long }, { reason: long }));
    expect(event?.payload.summary.length).toBeLessThanOrEqual(1_024);
    expect(event?.dedup_key.length).toBeLessThanOrEqual(255);
    const [test] = eventsOf({ ...TEST_MESSAGE, idempotencyKey: long });
    expect(test?.dedup_key.length).toBeLessThanOrEqual(255);
  });
});

describe('the pagerduty sender', () => {
  it.each([
    ['us', 'https://events.pagerduty.com/v2/enqueue'],
    ['eu', 'https://events.eu.pagerduty.com/v2/enqueue'],
  ] as const)('posts to the region %s', async (region, address) => {
    desk.provider.answer = answering(202, TAKEN);
    const config = { key, region };
    expect(await sendFrom(desk, { kind: 'pagerduty', config }, sampleMessage())).toEqual({
      outcome: 'sent',
      detail: 'PagerDuty took the message.',
    });
    expect(desk.addresses).toEqual([address]);
  });

  it.each([
    [
      400,
      '{"status":"invalid event","message":"Event object is invalid","errors":["Length of \'routing_key\' is incorrect"]}',
      'dead',
    ],
    [400, '', 'dead'],
    [403, 'Forbidden', 'dead'],
    [429, '', 'retry'],
    [500, '', 'retry'],
    [202, '<!doctype html><html></html>', 'retry'],
    [202, '{"status":"throttled"}', 'retry'],
  ])('%d %j: %s', async (status, body, expected) => {
    desk.provider.answer = answering(status, body, { 'retry-after': '9' });
    const outcome = await sendFrom(desk, channel, sampleMessage());
    expect(outcome.outcome).toBe(expected);
    expect(outcome.detail).not.toContain('T0PSECRET');
    if (status === 429) expect(outcome).toMatchObject({ retryAfterMs: 9_000 });
  });

  it('stops at the first event of a digest that is not taken', async () => {
    let left = 2;
    desk.provider.answer = (response, request) =>
      answering(left-- > 0 ? 202 : 503, TAKEN)(response, request);
    expect(await sendFrom(desk, channel, sampleDigest(4))).toMatchObject({ outcome: 'retry' });
    expect(desk.provider.received).toHaveLength(3);
  });
});
