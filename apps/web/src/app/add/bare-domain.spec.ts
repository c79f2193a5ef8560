import { describe, expect, it } from 'vitest';
import { bareDomain } from './bare-domain';

describe('a bare domain', () => {
  it.each([
    [' Example.org ', 'example.org'],
    ['münchen.de', 'münchen.de'],
    ['example.org.', 'example.org'],
    ['https://example.org/', null],
    ['domain:example.org', null],
    ['example.org/path', null],
    ['example.org:8080', null],
    ['192.0.2.1', null],
    ['localhost', null],
    ['', null],
  ])('%j: %s', (text, name) => {
    expect(bareDomain(text)).toBe(name);
  });
});
