import type { ProbeResult } from '@app/domain';
import { formatInterval, formatLatency } from '../util/figures';
import { sharedWords } from './shared';

/** What a probe found, as a sentence. */
function verdict({ outcome, statusCode, latencyMs, failure }: ProbeResult): string {
  if (failure)
    return outcome === 'slow' ? `${failure.message} ${sharedWords.putOff}` : failure.message;
  const code = statusCode === null ? 'Answers' : `Answers ${String(statusCode)}`;
  const answer = latencyMs === null ? code : `${code} in ${formatLatency(latencyMs)}`;
  return outcome === 'slow' ? `${answer}, which is slow` : answer;
}

/** Words of the page that adds a target. */
export const addWords = {
  title: 'Add target',
  probing: 'Trying the address',
  verdict,
  verdictHint: 'It can be added all the same.',
  settings: 'Settings',
  defaults: (draft: {
    intervalSeconds: number;
    method: string;
    status: string;
    failuresToDown: number | null;
    isEveryChannel: boolean;
  }): string =>
    [
      `Asked every ${formatInterval(draft.intervalSeconds)} with ${draft.method}`,
      `good when it answers ${draft.status}`,
      `down after ${String(draft.failuresToDown ?? '?')} failed ${draft.failuresToDown === 1 ? 'check' : 'checks'}`,
      draft.isEveryChannel ? 'every channel is told' : 'chosen channels are told',
    ].join(', ') + '.',
  add: 'Add target',
  adding: 'Adding',
  showKnown: 'Show the one that is watched',
  addAnyway: 'Watch it once more',
  cancel: 'Cancel',
  added: (name: string): string => `${name} is watched now`,
};
