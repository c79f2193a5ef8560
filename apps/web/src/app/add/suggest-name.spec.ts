import { describe, expect, it } from 'vitest';
import { suggestName } from './suggest-name';

describe('suggestName', () => {
  it.each([
    ['https://www.example.com/a?b', 'example.com'],
    ['http://localhost:8080', 'localhost:8080'],
    ['  https://shop.example.com ', 'shop.example.com'],
    ['exam', ''],
    ['', ''],
  ])('of %j is %j', (url, name) => {
    expect(suggestName(url)).toBe(name);
  });
});
