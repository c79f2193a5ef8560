import { describe, expect, it } from 'vitest';
import { faultyLines } from './faulty-lines.ts';

describe('faultyLines', () => {
  it.each([
    [
      'settings, comments and blank lines',
      'PORT=3000\n\n# a comment\n  export HOST = "::1" # here\nEMPTY=\n',
    ],
    ['Windows line ends and a byte order mark', '\uFEFFPORT=3000\r\nHOST=::1\r\n'],
    ['a value over several lines', 'KEY="-----BEGIN\nsome = thing\nor other\nEND-----"\nPORT=1'],
    ['nothing', ''],
  ])('takes %s', (_, text) => {
    expect(faultyLines(text)).toEqual([]);
  });

  it.each([
    ['a name without a value', 'PORT=1\nHOST\n', [2]],
    ['a colon', 'PORT: 3000', [1]],
    ['prose', 'PORT=1\n\nuse the other port\n=3', [3, 4]],
    ['a name that is none', '1PORT=3', [1]],
  ])('finds %s', (_, text, lines) => {
    expect(faultyLines(text)).toEqual(lines);
  });
});
