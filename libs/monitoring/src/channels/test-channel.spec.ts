import { type ChannelRecord, type Message, type SendOutcome } from '@app/domain';
import { targetRecord } from '@app/domain/testing';
import { describe, expect, it } from 'vitest';
import { channel } from '../testing/alert-story.ts';
import { systemContext } from '../context.ts';
import { testChannel } from './test-channel.ts';

const NOW = new Date('2026-01-31T14:02:05Z');
const TAKEN: SendOutcome = { outcome: 'sent', fact: { is: 'text', text: 'Taken.' } };
const REFUSED: SendOutcome = { outcome: 'dead', fact: { is: 'text', text: 'Not found.' } };

const target = targetRecord({ name: 'Shop', url: 'https://shop.example/' });

/** Tries a channel with a receiver that answers as told, the last answer again and again. */
async function tried(
  answers: readonly SendOutcome[],
  outageOf?: string,
  over: Partial<ChannelRecord> = {},
) {
  const stored = channel('a'.repeat(24), over);
  const sent: Message[] = [];
  let noted: unknown;
  const ports = {
    channels: {
      get: () => Promise.resolve(stored),
      setLastDelivery: (_: string, delivery: unknown) => {
        noted = delivery;
        return Promise.resolve();
      },
    },
    targets: { get: (id: string) => Promise.resolve(id === target.id ? target : null) },
    lanes: { resume: () => Promise.resolve() },
    queue: { enqueueLanes: () => Promise.resolve() },
    send: (message: Message) => {
      sent.push(message);
      return Promise.resolve(answers[sent.length - 1] ?? answers.at(-1));
    },
    publicUrl: 'https://monitor.example',
    log: { warn: () => undefined },
    now: () => NOW,
    newId: () => 'c'.repeat(24),
  };
  const input = { id: stored.id, ...(outageOf === undefined ? {} : { outageOf }) };
  const test = await testChannel(systemContext(ports as never), input);
  return { test, events: sent.map(({ event }) => event), noted };
}

describe('a channel that is tried', () => {
  it('gets one test message', async () => {
    const { test, events } = await tried([TAKEN]);
    expect(events).toEqual(['test']);
    expect(test).toEqual({ delivered: true, detail: 'Taken.' });
  });

  it('gets an outage that did not happen from its beginning to its end, and says how that reads', async () => {
    const { test, events } = await tried([TAKEN], target.id, { subjectPrefix: '[prod]' });
    expect(events).toEqual(['opened', 'resolved']);
    expect(test).toMatchObject({ delivered: true, detail: 'Taken.' });
    expect(test.told?.map(({ title }) => title)).toEqual([
      '[prod] Down: Shop (test) - This is a test, nothing is down',
      '[prod] Recovered: Shop (test) was down for 1 min',
    ]);
    expect(test.told?.[0]?.text).toContain('Address: https://shop.example/');
  });

  it('gets no end of what it did not take, and that is noted', async () => {
    const { test, events, noted } = await tried([REFUSED, TAKEN], target.id);
    expect(events).toEqual(['opened']);
    expect(test).toMatchObject({ delivered: false, detail: 'Not found.' });
    expect(noted).toMatchObject({ state: 'dead', fact: REFUSED.fact });
  });

  it('says so where its end was not taken', async () => {
    const { test } = await tried([TAKEN, REFUSED], target.id);
    expect(test).toMatchObject({ delivered: false, detail: 'Not found.' });
  });

  it('is told of no target that is not there', async () => {
    await expect(tried([TAKEN], 'f'.repeat(24))).rejects.toMatchObject({ code: 'not-found' });
  });
});
