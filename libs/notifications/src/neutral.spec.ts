import { describe, expect, it } from 'vitest';
import { neutral } from './neutral.ts';

describe('neutral', () => {
  it.each(['@everyone down', 'x @here', '(@channel)', '@all'])(
    'takes mentions apart: %s',
    (text) => {
      expect(neutral(text)).not.toMatch(/@[a-z]/);
      expect(neutral(text).replaceAll('\u2060', '')).toBe(text);
    },
  );

  it.each([
    '[click](http://evil.example/)',
    '![x](https://tracker.example/p.png)',
    '[a]: http://b',
  ])('takes links apart: %s', (text) => {
    expect(neutral(text)).not.toMatch(/\][(:]/);
  });

  it.each(['https://site.example/@user/[1]?a=b@c', 'a@good.example'])(
    'leaves addresses alone: %s',
    (text) => {
      expect(neutral(text)).toBe(text);
    },
  );
});
