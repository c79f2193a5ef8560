import type { Status } from '@app/domain';

/**
 * Worst first, as `STATUS_RANK` of the domain has it. Its own list, because a value of the domain
 * would bring all schemas into the first page that is loaded; a test holds the two together.
 */
export const WORST_FIRST: readonly Status[] = [
  'down',
  'unknown',
  'degraded',
  'pending',
  'up',
  'paused',
];
