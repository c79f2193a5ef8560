import { describe, expect, it } from 'vitest';
import { requestTarget } from './request-target.ts';

describe('requestTarget', () => {
  it.each([
    ['http://a.example', '/'],
    ['http://a.example/end', '/end'],
    ['http://a.example/end?', '/end?'],
    ['http://a.example?', '/?'],
    ['http://a.example/end?#top', '/end?'],
    ['http://a.example/end#?', '/end'],
    ['http://a.example/end#', '/end'],
    ['http://a.example/end?#', '/end?'],
    ['http://a.example/end?q=1#top', '/end?q=1'],
    ['http://a.example/end??', '/end??'],
  ])('%s asks for %s', (url, target) => {
    expect(requestTarget(new URL(url))).toBe(target);
  });
});
