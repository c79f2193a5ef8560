import { describe, expect, it } from 'vitest';
import { alertPlace } from './alert-place';

describe('alertPlace', () => {
  it.each([
    ['down', null, undefined],
    ['certificate', null, 'certificate'],
    ['check-trouble', null, 'certificate'],
    ['dns', null, 'domain'],
    ['domain', 'example.com', 'domain'],
    ['check-trouble', 'example.com', 'domain'],
  ] as const)('of %s with domain %s is %s', (kind, domain, place) => {
    expect(alertPlace({ kind, domain })).toBe(place);
  });
});
