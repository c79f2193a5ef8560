import type { Alert } from '@app/domain';
import { endingOf } from '@app/domain/words';

/** How an alert stands: it goes on, it goes on and somebody has taken it on, all is well again, or it ended otherwise. */
export type AlertCourse = 'open' | 'acknowledged' | 'recovered' | 'ended';

type Ended = Pick<Alert, 'state' | 'resolution' | 'ending' | 'endedAt'>;

/** How an alert stands; one that was acknowledged is over only when its condition is. */
export function courseOf(alert: Ended): AlertCourse {
  if (alert.state === 'open') return 'open';
  const ending = endingOf(alert);
  if (ending === null) return 'acknowledged';
  return ending === 'recovered' || ending === 'renewed' ? 'recovered' : 'ended';
}

/** True while its condition goes on, whoever knows of it. */
export const goesOn = (alert: Ended): boolean => ['open', 'acknowledged'].includes(courseOf(alert));
