import type { CheckOutcome, Status } from '@app/domain';

const statuses: Record<Status, string> = {
  pending: 'Pending',
  up: 'Up',
  degraded: 'Degraded',
  down: 'Down',
  unknown: 'Unknown',
  paused: 'Paused',
};

const outcomes: Record<CheckOutcome, string> = {
  ok: 'Ok',
  slow: 'Slow',
  failed: 'Failed',
  inconclusive: 'Inconclusive',
};

/** Words that more than one page uses. */
export const sharedWords = {
  product: 'mini-netumo',
  statuses,
  outcomes,
  none: '–',
  runbook: 'What to do',
  unexpected: 'Something went wrong in this page. Reload it and try again.',
  unreachable:
    'The server does not answer. Check that it is running and that you are connected, then try again.',
  retry: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  loading: 'Loading',
  loadMore: 'Show more',
  loadingMore: 'Loading more',
  couldNotLoad: 'Could not load this',
  sparkline: (average: string, failedHours: number): string =>
    failedHours === 0
      ? `Last 24 hours: ${average} on average, no failed checks`
      : `Last 24 hours: ${average} on average, failed checks in ${String(failedHours)} ${failedHours === 1 ? 'hour' : 'hours'}`,
  /** Beside the words for an answer 429, or 503 with Retry-After. */
  putOff: 'The site asks to retry later, which counts as slow; the settings can make it a failure.',
  noSparkline: 'No checks in the last 24 hours',
};
