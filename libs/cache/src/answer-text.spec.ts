import { describe, expect, it } from 'vitest';
import { readAnswer, writeAnswer } from './answer-text.ts';

describe('the text of an answer', () => {
  it('brings back what was written, dates within it too', () => {
    const at = new Date('2026-03-29T01:30:00.123Z');
    const answer = { at, none: null, items: [{ from: at, share: 99.999 }], name: '2026-03-29' };
    expect(readAnswer('a', writeAnswer('a', answer))).toEqual(answer);
    expect(answer.at).toBe(at);
  });

  it.each([
    ['nothing', null],
    ['no text', 7],
    ['rubbish', 'HTTP/1.1 400 Bad Request'],
    ['half an answer', writeAnswer('a', { at: new Date(0) }).slice(0, -3)],
    ['the answer to another question', writeAnswer('b', {})],
    ['something of somebody else', '{"a":1}'],
    ['a list', '["a"]'],
  ])('is null for %s', (_, text) => {
    expect(readAnswer('a', text)).toBeNull();
  });
});
