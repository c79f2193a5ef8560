import type { AlertEnding, Severity } from '../../alert/kind.ts';
import type { FactName, LinkName } from '../message-words.ts';

/** Before each fact of a message. */
export const FACT_LABELS: Readonly<Record<FactName, string>> = {
  target: 'Target',
  domain: 'Domain',
  address: 'Address',
  tags: 'Tags',
  why: 'Why',
  since: 'Since',
  until: 'Until',
  lasted: 'Lasted',
  severity: 'Severity',
  closed: 'Closed',
  'seen-from': 'Seen from',
  late: 'Told',
  reminder: 'Reminder',
  note: 'Note',
  runbook: 'Runbook',
};

export const LINK_LABELS: Readonly<Record<LinkName, string>> = {
  open: 'Open in the monitor',
  acknowledge: 'Acknowledge',
  runbook: 'Runbook',
};

export const SEVERITIES: Readonly<Record<Severity, string>> = {
  info: 'Info',
  warning: 'Warning',
  high: 'High',
  critical: 'Critical',
};

type Endings = Readonly<Record<AlertEnding | 'unknown' | 'acknowledged', string>>;

const ENDINGS: Endings = {
  recovered: 'It is back',
  renewed: 'It was renewed',
  unknown: 'It has ended',
  acknowledged: 'Acknowledged by a person',
  paused: 'The target was paused',
  deleted: 'The target was removed',
  superseded: 'The target is down now, which has an alert of its own',
};

const DOMAIN_ENDINGS: Endings = {
  ...ENDINGS,
  recovered: 'It is fine again',
  paused: 'The targets on it were paused',
  deleted: 'No target is on it any more',
};

/** How an alert was closed. */
export const describeEnding = (ending: keyof Endings, isOfDomain: boolean): string =>
  (isOfDomain ? DOMAIN_ENDINGS : ENDINGS)[ending];

export const toldLate = (length: string): string => `${length} after it happened`;

export const reminderNumber = (number: number): string => `Number ${number}`;

export const ABOUT_A_TARGET = 'a target';

export const TEST_TEXT = {
  title: 'Test: this channel works',
  why: 'Somebody asked for a test message. Nothing is wrong.',
};

/** An outage that somebody has asked to be told of although there is none. */
export const REHEARSAL = {
  name: (name: string): string => `${name} (test)`,
  reason: 'This is a test, nothing is down.',
};

/** In place of the lines that do not fit into a message. */
export const andMore = (count: number): string => `and ${count} more`;
