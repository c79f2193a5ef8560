import { expect, it } from 'vitest';
import { literalOf } from './literal.ts';

it.each<[RegExp, string]>([
  [/shop/u, 'shop'],
  [/shop\.example/u, 'shop.example'],
  [/^https?:/u, 'http'],
  [/a[σς]longer/u, 'longer'],
  [/ab+cde/u, 'cde'],
  [/abc*/u, 'ab'],
  [/ab{2,3}cd/u, 'cd'],
  [/abc|d/u, ''],
  [/(abc)?d/u, ''],
  [/abc/iu, ''],
  [/abc\d+defgh/u, 'abc'],
  [/abc\x7fdef/u, 'abc'],
  [/[\]]abc/u, 'abc'],
  [/.*/u, ''],
  [/^$/u, ''],
])('whatever matches %s holds "%s"', (pattern, literal) => {
  expect(literalOf(pattern)).toBe(literal);
});
