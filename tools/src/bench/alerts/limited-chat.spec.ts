import { expect, it } from 'vitest';
import { LimitedChat } from './limited-chat.ts';

const chat = () => new LimitedChat({ spacingMs: 900, refuses: new Set([3]), quietSeconds: 30 });
const statusOf = (reaction: ReturnType<LimitedChat['answer']>) =>
  typeof reaction === 'string' ? reaction : reaction.status;

it('takes a message a second', () => {
  const limited = chat();
  expect([1_000, 2_000].map((at) => statusOf(limited.answer(at)))).toEqual([200, 200]);
  expect(limited).toMatchObject({ early: 0, tooFast: 0 });
});

it('counts what comes too fast, and what comes while it asked for quiet', () => {
  const limited = chat();
  expect([1_000, 1_500, 20_000, 31_600].map((at) => statusOf(limited.answer(at)))).toEqual([
    200, 429, 429, 200,
  ]);
  expect(limited).toMatchObject({ tooFast: 1, early: 1 });
});

it('asks for quiet with a header, and bears what was under way', () => {
  const limited = chat();
  for (const at of [1_000, 2_000]) limited.answer(at);
  expect(limited.answer(3_000)).toMatchObject({ status: 429, headers: { 'retry-after': '30' } });
  expect(limited.answer(3_200)).toMatchObject({ status: 429, headers: { 'retry-after': '30' } });
  expect(limited).toMatchObject({ early: 0, tooFast: 0 });
});
