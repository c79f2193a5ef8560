import { expect, it } from 'vitest';
import { endWithUs } from './end-with-us.ts';

it('listens once to the end of this process, however many stages are open', () => {
  const before = process.listenerCount('exit');
  const takeBack = Array.from({ length: 20 }, () => endWithUs(() => undefined));
  expect(process.listenerCount('exit') - before).toBe(1);
  for (const one of takeBack) one();
});

it('ends what is still open, and nothing that was taken back', () => {
  const ended: string[] = [];
  const takeBack = endWithUs(() => ended.push('closed'));
  const leave = endWithUs(() => ended.push('open'));
  takeBack();
  const listener = process.listeners('exit').at(-1);
  listener?.call(process, 0);
  leave();
  expect(ended).toEqual(['open']);
});
