import type { ProbeView } from '@app/domain';
import { formatInterval, formatLatency } from '../util/figures';
import { sharedWords } from './shared';

/** What a probe found, as a sentence. */
function verdict({ outcome, statusCode, latencyMs, failure }: ProbeView): string {
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
  /** Which of the addresses that were meant it was. */
  meant: (url: string, sentence: string): string => `${url}: ${sentence}`,
  verdictHint: 'You can add it anyway.',
  settings: 'Settings',
  defaults: (draft: {
    intervalSeconds: number;
    method: string;
    status: string;
    failuresToDown: number | null;
    hasOwnChannels: boolean;
  }): string =>
    [
      `Checked every ${formatInterval(draft.intervalSeconds)} with ${draft.method}`,
      `good when it answers ${draft.status}`,
      `down after ${String(draft.failuresToDown ?? '?')} failed ${draft.failuresToDown === 1 ? 'check' : 'checks'}`,
      draft.hasOwnChannels ? 'alerts go to chosen channels' : 'alerts go where the settings say',
    ].join(', ') + '.',
  defaultsOfDomain: ({
    thresholds: { domainDays },
    alerting: { hasChannels },
  }: {
    thresholds: { domainDays: number | null };
    alerting: { hasChannels: boolean };
  }): string =>
    `Looked up once a day, told from ${String(domainDays ?? '?')} ${domainDays === 1 ? 'day' : 'days'} before it expires, ${hasChannels ? 'chosen channels are told' : 'who is told follows the settings'}.`,
  watchDomain: 'Watch the domain only',
  domainHint: 'Its registration is looked up once a day. No web site is checked.',
  add: 'Add target',
  adding: 'Adding',
  showKnown: (name: string): string => `Show ${name}`,
  addAnyway: 'Add it anyway',
  several: 'Import a list',
  cancel: 'Cancel',
  added: (name: string): string => `${name} was added`,
};
