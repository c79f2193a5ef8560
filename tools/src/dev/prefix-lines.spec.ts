import { expect, it } from 'vitest';
import { prefixLines } from './prefix-lines.ts';

it('puts the name before each line, however the text is cut', () => {
  const lines: string[] = [];
  const write = prefixLines('api', (line) => lines.push(line));
  for (const part of ['one\ntw', 'o\r\n', '\n\nthree', '\nunfinished']) write(part);
  expect(lines).toEqual(['api | one', 'api | two', 'api | three']);
});
