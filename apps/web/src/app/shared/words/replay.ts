import type { ReplayedItem } from '@app/domain/replay';
import { formatCount } from '../util/figures';

const counted = (count: number): string =>
  count === 1 ? '1 alert' : `${formatCount(count)} alerts`;

const kinds: Record<ReplayedItem['kind'], string> = { down: 'down', slow: 'slow' };

/** Words of the panel that judges the last 30 days by other thresholds. */
export const replayWords = {
  ask: 'Would this have alerted?',
  hint: 'Judges the stored checks of the last 30 days by the thresholds above.',
  asking: 'Judging',
  invalid: 'Correct the thresholds first.',
  outdated: 'The thresholds have changed since.',
  sentence: (then: number, now: number, perhaps: number): string =>
    `Last 30 days: ${counted(then)} then, ${counted(now)} with these thresholds` +
    (perhaps === 0 ? '.' : `, and perhaps ${formatCount(perhaps)} more.`),
  judged: (checks: number): string => `${formatCount(checks)} checks were judged.`,
  none: 'No alert then, and none with these thresholds.',
  list: 'Alerts then and now',
  verdicts: {
    both: 'then and now',
    gone: 'then, not with these',
    added: 'only with these',
    perhaps: 'perhaps with these',
    doubtful: 'then, perhaps with these',
  },
  perhapsHint:
    'Perhaps: these thresholds ask for more checks within an outage than were made, so nobody can tell.',
  lasted: (kind: ReplayedItem['kind'], duration: string, isOver: boolean): string =>
    `${kinds[kind]} ${isOver ? 'for' : 'since then, for'} ${duration}`,
  times: (outages: number): string =>
    outages === 1 ? '' : `, went up and down ${formatCount(outages)} times`,
};
