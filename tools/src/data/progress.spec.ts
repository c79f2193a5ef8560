import { expect, it } from 'vitest';
import { showProgress } from './progress.ts';

function shown(isTTY: boolean, total: number | null): string {
  let text = '';
  let now = 0;
  const screen = { isTTY, write: (part: string) => (text += part) };
  const progress = showProgress(total, screen, () => now);
  for (let done = 500; done <= 3_000; done += 500) {
    now += 2_000;
    progress.update(done);
  }
  progress.clear();
  return text;
}

it('counts in place on a terminal', () => {
  const counts = ['500', '1,000', '1,500', '2,000', '2,500', '3,000'];
  const lines = counts.map((count) => `\r${count} of 3,000 documents`);
  expect(shown(true, 3_000)).toBe(`${lines.join('')}\r\u001b[K`);
});

it('writes a line now and then into a log', () => {
  expect(shown(false, null)).toBe('1,500 documents\n3,000 documents\n');
});
