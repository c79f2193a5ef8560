import { expect, it } from 'vitest';
import { isOwnOrigin } from './check-origin.ts';

const PUBLIC_URL = 'https://status.example.org';

it.each([
  ['http://localhost:3000', 'localhost:3000', true],
  ['https://status.example.org', '10.0.0.5:3000', true],
  ['https://status.example.org:443', 'api:3000', true],
  ['http://status.example.org', '10.0.0.5:3000', false],
  ['https://other.example.org', 'status.example.org', false],
  ['http://localhost:3001', 'localhost:3000', false],
  ['http://localhost:3000', undefined, false],
  ['null', 'null', false],
  ['file://', '', false],
  ['http://', '', false],
])('origin %s at host %s is ours: %s', (origin, host, isOurs) => {
  expect(isOwnOrigin(origin, host, PUBLIC_URL)).toBe(isOurs);
});
