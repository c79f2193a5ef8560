import type { AlertEnding, AlertEvent, CheckOrigin, CheckOutcome, Severity } from '@app/domain';
import type { LeftOutReason, StoryEntry } from '@app/domain/alerting';

const severities: Record<Severity, string> = {
  info: 'for your information',
  warning: 'a warning',
  high: 'high',
  critical: 'critical',
};

const checks: Record<CheckOrigin, Record<CheckOutcome, string>> = {
  scheduled: {
    failed: 'Check failed',
    slow: 'Check was slow',
    ok: 'Check succeeded',
    inconclusive: 'Check said nothing',
  },
  confirmation: {
    failed: 'Confirmed: failed again',
    slow: 'Confirmation was slow',
    ok: 'Confirmation succeeded',
    inconclusive: 'Confirmation said nothing',
  },
  manual: {
    failed: 'Check by hand failed',
    slow: 'Check by hand was slow',
    ok: 'Check by hand succeeded',
    inconclusive: 'Check by hand said nothing',
  },
};

type Why = Extract<StoryEntry, { is: 'told' }>['why'];

const told: Record<AlertEvent, Record<Why, string>> = {
  opened: {
    planned: 'Notified',
    fallback: 'Notified by the fallback',
    joined: 'Notified further channels',
  },
  reminder: {
    planned: 'Reminded',
    fallback: 'Reminded by the fallback',
    joined: 'Reminded',
  },
  resolved: {
    planned: 'Told that it is over',
    fallback: 'Told by the fallback that it is over',
    joined: 'Told that it is over',
  },
};

const endings: Record<AlertEnding | 'unknown', string> = {
  recovered: 'Recovered',
  renewed: 'Renewed',
  paused: 'Ended: the target was paused',
  deleted: 'Ended: the target was removed',
  superseded: 'Ended: a graver alert took its place',
  unknown: 'Ended',
};

const reasons: Record<LeftOutReason, string> = {
  mute: 'muted',
  maintenance: 'maintenance',
  parent: 'what it depends on is down',
  'quiet-hours': 'quiet hours',
  off: 'turned off',
  'not-wanted': 'alerts like this one are not sent there',
  'not-chosen': 'not chosen for this target',
};

/** Words of the page of an alert. */
export const storyWords = {
  story: 'What happened',
  notFound: 'There is no such alert',
  notFoundHint:
    'Alerts are deleted a year after they were resolved. The link may also be incomplete.',
  states: {
    open: 'Open',
    acknowledged: 'Acknowledged',
    recovered: 'Over',
    ended: 'Closed',
  },
  lasts: (start: string, lasted: string): string => `Since ${start}, for ${lasted}`,
  lasted: (start: string, end: string, lasted: string): string => `${start} to ${end}, ${lasted}`,
  changed: (start: string): string => `At ${start}`,
  places: (places: readonly string[]): string =>
    places.length === 1 ? `Seen from ${places.join()} only.` : `Seen from ${places.join(', ')}.`,
  behind: (names: string): string => `Held back because of it: ${names}.`,
  toTarget: 'Open the target',
  severity: (severity: Severity): string => `Alert opened, ${severities[severity]}`,
  seenFrom: (places: readonly string[]): string => `from ${places.join(', ')}`,
  checks,
  answered: (code: number): string => `Status ${String(code)}`,
  address: (address: string): string => `at ${address}`,
  place: (place: string): string => `from ${place}`,
  told,
  more: (count: number): string => `${String(count)} more messages are left out here`,
  flapping: (changes: number): string =>
    `Goes up and down: ${String(changes)} ${changes === 1 ? 'change' : 'changes'}. People hear of it again once it is steady.`,
  acknowledged: 'Acknowledged',
  reopened: 'Opened again',
  expired: 'Opened again: the acknowledgement expired',
  by: (address: string): string => `by ${address}`,
  until: (moment: string): string => `until ${moment}`,
  endings,
  after: (lasted: string): string => `after ${lasted}`,
  leftOut: 'Not notified',
  everybody: 'Everybody',
  reasons,
  goesOn: 'It still goes on.',
};
