import { DEFAULT_LANGUAGE, type Language } from './language.ts';
import { PHRASES } from './phrases.ts';

/** A response time in words: `4.2 ms`, `84 ms`, `1.24 s`, `12.5 s`; too short a one to be shown is `< 0.1 ms`. */
export const formatLatency = (latencyMs: number): string => {
  if (latencyMs > 0 && latencyMs < 0.05) return '< 0.1 ms';
  if (latencyMs < 9.95) return `${Math.round(latencyMs * 10) / 10} ms`;
  if (Math.round(latencyMs) < 1_000) return `${Math.round(latencyMs)} ms`;
  const seconds = latencyMs / 1_000;
  return `${seconds.toFixed(seconds < 9.995 ? 2 : 1)} s`;
};

/** A share of 0 to 100 with two decimals, rounded down: 99.999 reads `99.99 %`, only 100 reads `100 %`. */
export const formatPercent = (percent: number): string => {
  if (percent <= 0 || percent >= 100) return percent <= 0 ? '0 %' : '100 %';
  // The small term keeps 0.29, which is 28.999999999999996 hundredths in binary, from reading 0.28.
  const hundredths = Math.min(Math.floor(percent * 100 + 1e-9), 9_999);
  return `${(hundredths / 100).toFixed(2)} %`;
};

/** A number of things: `1,200`. */
export const formatCount = (count: number, language: Language = DEFAULT_LANGUAGE): string =>
  count.toLocaleString(PHRASES[language].locale);
