import { formatLatency } from './format/figures.ts';

/** Why an answer is slow: `It answers slowly: 2.30 s, over 1.50 s.` */
export const describeSlowness = (latencyMs: number, slowMs: number): string =>
  `It answers slowly: ${formatLatency(latencyMs)}, over ${formatLatency(slowMs)}.`;
