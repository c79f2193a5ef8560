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
  verdictHint: 'You can add it anyway.',
  settings: 'Settings',
  defaults: (draft: {
    intervalSeconds: number;
    method: string;
    status: string;
    failuresToDown: number | null;
    isEveryChannel: boolean;
  }): string =>
    [
      `Checked every ${formatInterval(draft.intervalSeconds)} with ${draft.method}`,
      `good when it answers ${draft.status}`,
      `down after ${String(draft.failuresToDown ?? '?')} failed ${draft.failuresToDown === 1 ? 'check' : 'checks'}`,
      draft.isEveryChannel ? 'alerts go to every channel' : 'alerts go to chosen channels',
    ].join(', ') + '.',
  add: 'Add target',
  adding: 'Adding',
  showKnown: 'Show the existing target',
  addAnyway: 'Add it anyway',
  cancel: 'Cancel',
  added: (name: string): string => `${name} was added`,
};
