import { expect, it } from 'vitest';
import { formatBytes } from './bytes';

it.each([
  [0, '0 kB'],
  [1, '1 kB'],
  [99_400, '100 kB'],
  [999_499, '1,000 kB'],
  [999_500, '1 MB'],
  [12_340_000, '12.3 MB'],
  [456_700_000, '457 MB'],
  [5_000_000_000, '5 GB'],
  [7_200_000_000_000, '7.2 TB'],
])('%d bytes are %s', (bytes, shown) => {
  expect(formatBytes(bytes).replace('\u00a0', ' ')).toBe(shown);
});
