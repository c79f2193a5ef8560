import { checkErrorAlert } from '../outbox/check-error-alert.ts';
import type { WatchState } from '../check/watch.ts';
import type { Judged, NoReading, Reading, Watched, WatchKind } from './watch-kind.ts';

/**
 * Turns a check of a kind into the one write that records it: what is known now, the next check, and what has to
 * follow. It never touches the status or the uptime of the target. Pure but for the ids it makes.
 */
export function judgeWatch<Found extends Reading, State extends WatchState>(
  kind: WatchKind<unknown, Found, State>,
  before: Watched<State>,
  result: Found | NoReading,
): Judged<State> {
  const { state: trouble, effects } = troubleAfter(kind, before, result);
  if (isReading(result)) {
    const judged = kind.judge(before, result);
    return {
      state: { ...judged.state, lease: null, trouble },
      effects: [...judged.effects, ...effects],
    };
  }
  const { target, watch, now } = before;
  const next = kind.nextAt(target.id, watch, now);
  const soon = new Date(now.getTime() + kind.schedule.retryMs);
  const dueAt = result.outcome === 'inconclusive' && soon < next ? soon : next;
  return { state: { ...watch, dueAt, lease: null, trouble }, effects };
}

const isReading = <Found extends Reading>(result: Found | NoReading): result is Found =>
  result.outcome === 'ok';

/**
 * Keeps account of checks that fail for technical reasons. People are told after three days, except while the target
 * is down: that they know. Faults of ours neither begin nor end a trouble.
 */
function troubleAfter(
  kind: Pick<WatchKind, 'failing'>,
  { target, watch: { trouble }, now, newId }: Watched<WatchState>,
  result: Reading | NoReading,
): Judged<WatchState['trouble']> {
  const known = trouble?.alertId ?? null;
  switch (result.outcome) {
    case 'inconclusive':
      return { state: trouble, effects: [] };
    case 'ok':
      return { state: null, effects: checkErrorAlert({ newId, now }, known, null).intents };
    case 'failed': {
      const { failure } = result;
      const since = trouble?.since ?? now;
      const kept = { since, at: now, failure, alertId: known };
      if (target.state.status === 'down') return { state: kept, effects: [] };
      const { alertId, intents } = checkErrorAlert({ newId, now }, known, {
        since,
        cause: kind.failing(failure),
      });
      return { state: { ...kept, alertId }, effects: intents };
    }
  }
}
