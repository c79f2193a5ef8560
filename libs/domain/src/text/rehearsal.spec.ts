import { describe, expect, it } from 'vitest';
import { describeMessage, factLines } from './message.ts';
import { rehearsedMessages } from './rehearsal.ts';

const at = new Date('2026-01-31T14:02:05Z');
const told = rehearsedMessages({
  id: 'a'.repeat(24),
  target: {
    id: 'b'.repeat(24),
    url: 'https://shop.example/',
    name: 'Shop',
    tags: ['prod'],
    status: 'up',
  },
  link: 'https://monitor.example/targets/b',
  at,
});

describe('an outage that did not happen', () => {
  it('is told as a real one, and each message says that it is a test', () => {
    const messages = told.map((message) => describeMessage(message));
    expect(messages.map(({ title, tone }) => [title, tone])).toEqual([
      ['Down: Shop (test) - This is a test, nothing is down', 'bad'],
      ['Recovered: Shop (test) was down for 1 min', 'good'],
    ]);
    for (const { facts } of messages) expect(factLines(facts)).toContain('This is a test');
  });

  it('begins and ends as one, so that nothing stays open at a provider', () => {
    const [opened, resolved] = told;
    expect(resolved.alert?.id).toBe(opened.alert?.id);
    expect(resolved.alert).toMatchObject({ state: 'resolved', ending: 'recovered' });
    expect(resolved.idempotencyKey).not.toBe(opened.idempotencyKey);
  });
});
