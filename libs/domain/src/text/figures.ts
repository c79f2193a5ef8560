/** A response time in words: `84 ms`, `1.24 s`, `12.5 s`; below a millisecond `< 1 ms`. */
export const formatLatency = (latencyMs: number): string => {
  if (latencyMs > 0 && latencyMs < 1) return '< 1 ms';
  if (Math.round(latencyMs) < 1_000) return `${Math.round(latencyMs)} ms`;
  const seconds = latencyMs / 1_000;
  return `${seconds.toFixed(seconds < 9.995 ? 2 : 1)} s`;
};

/** A share of 0 to 100 with at most two decimals, rounded down: 99.999 reads `99.99 %`, only 100 reads `100 %`. */
export const formatPercent = (percent: number): string => {
  // The small term keeps 0.29, which is 28.999999999999996 hundredths in binary, from reading 0.28.
  const hundredths = Math.floor(percent * 100 + 1e-9);
  return `${percent < 100 ? Math.min(hundredths, 9_999) / 100 : 100} %`;
};
