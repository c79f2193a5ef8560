import { describe, expect, it } from 'vitest';
import { suggestName } from './suggest-name';

describe('suggestName', () => {
  it.each([
    ['https://www.example.com/a?b', 'example.com'],
    ['http://localhost:8080', 'localhost:8080'],
    ['  https://shop.example.com ', 'shop.example.com'],
    ['https://Bücher.example/', 'bücher.example'],
    ['https://b%C3%BCcher.example:443/x', 'bücher.example'],
    ['https://user:pass@shop.example:8443/', 'shop.example:8443'],
    ['http://[::1]:8080/', '[::1]:8080'],
    ['https://www.example.com:80?a', 'example.com:80'],
    ['example.com', 'example.com'],
    ['www.example.com/a', 'example.com'],
    ['localhost:8080', 'localhost:8080'],
    ['exam', ''],
    ['', ''],
  ])('of %j is %j', (url, name) => {
    expect(suggestName(url)).toBe(name);
  });
});
