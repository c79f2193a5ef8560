import type { Expectation, RequestSettings } from './http-settings.ts';
import type { ProbeResult } from './schema.ts';

/** What an http check asks and expects. */
export interface HttpProbeRequest {
  url: string;
  request: RequestSettings;
  expect: Expectation;
  /** Answers slower than this are `slow`; null turns it off. */
  slowMs: number | null;
}

/** What a probe may ask while it works. */
export interface ProbeContext {
  signal?: AbortSignal;
  /**
   * Asked before each attempt after the first: false ends the check with what it has. On a bad day further attempts
   * yield to first checks of other targets.
   */
  mayRetry?: () => boolean;
}

/**
 * One complete judgement of a url: attempts, redirects, expectations. Failures are values; it rejects
 * only with the reason of `signal`.
 */
export type HttpProbe = (request: HttpProbeRequest, options: ProbeContext) => Promise<ProbeResult>;
