import { expect, it } from 'vitest';
import { describeSlowness } from './slowness.ts';

it.each([
  [2_300, 1_500, 'It answers slowly: 2.30 s, over 1.50 s.'],
  [812.4, 800, 'It answers slowly: 812 ms, over 800 ms.'],
])('says how long %d ms are where %d ms are the most', (latencyMs, slowMs, sentence) => {
  expect(describeSlowness(latencyMs, slowMs)).toBe(sentence);
});
