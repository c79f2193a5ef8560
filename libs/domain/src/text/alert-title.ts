import type { Alert } from '../alert/schema.ts';
import type { MessageEvent } from '../delivery/message.ts';
import { ALERT_KIND_WORDS } from './alert-kinds.ts';
import { formatDuration } from './format/duration.ts';
import { plainLine } from '../common/plain-line.ts';

/** Longest name inside a title, so that the reason beside it stays readable. */
const NAME_LENGTH = 80;
const TITLE_LENGTH = 150;

/** When the condition of a resolved alert ended; null when it goes on or nobody watches it any more. */
export const conditionEnd = ({ resolution, endedAt, resolvedAt }: Alert): Date | null => {
  switch (resolution) {
    case 'recovered':
    case 'renewed':
      return endedAt ?? resolvedAt;
    case 'acknowledged':
      return endedAt;
    case 'paused':
    case 'deleted':
    case 'superseded':
    case null:
      return null;
  }
};

const openedTitle = (alert: Alert, name: string, reason: string): string =>
  alert.kind === 'system'
    ? `Monitor: ${reason}`
    : `${ALERT_KIND_WORDS[alert.kind].title}: ${name} - ${reason}`;

const reminderTitle = (alert: Alert, name: string, reason: string, at: Date): string => {
  const length = formatDuration(at.getTime() - alert.since.getTime());
  switch (alert.kind) {
    case 'down':
    case 'persistent':
      return `Still down for ${length}: ${name} - ${reason}`;
    case 'slow':
      return `Still slow for ${length}: ${name} - ${reason}`;
    default:
      return `Reminder: ${openedTitle(alert, name, reason)}`;
  }
};

const endedTitle = (alert: Alert, name: string, reason: string, endedAt: Date): string => {
  const length = formatDuration(endedAt.getTime() - alert.since.getTime());
  const verb = alert.resolution === 'renewed' ? 'Renewed' : 'Recovered';
  switch (alert.kind) {
    case 'down':
    case 'persistent':
      return `${verb}: ${name} was down for ${length}`;
    case 'slow':
      return `${verb}: ${name} was slow for ${length}`;
    case 'check-trouble':
      return `${verb}: the ${alert.domain === null ? 'checks' : 'lookups'} of ${name} work again`;
    case 'dns':
      // Nothing that ends: nobody is told of it.
      return `Closed: ${name}`;
    case 'system':
      return `Monitor recovered: ${reason}`;
    default:
      return `${verb}: ${ALERT_KIND_WORDS[alert.kind].wellAgain} ${name}`;
  }
};

const resolvedTitle = (alert: Alert, name: string, reason: string): string => {
  const endedAt = conditionEnd(alert);
  if (endedAt) return endedTitle(alert, name, reason, endedAt);
  if (alert.resolution === 'paused') {
    return `Closed: ${alert.domain === null ? name : `everything on ${name}`} is paused`;
  }
  if (alert.resolution === 'superseded') return `Closed: ${name} is down now`;
  if (alert.resolution === 'deleted') return `Closed: ${name} is no longer watched`;
  return `Acknowledged: ${alert.kind === 'system' ? 'monitor' : name} - ${reason}`;
};

/**
 * One line of at most 150 characters that says what happened, for subjects, headings and the inbox:
 * `Down: Shop - connection refused`, `Recovered: Shop was down for 6 min`. `at` is when it is told.
 */
export const alertTitle = (
  event: Exclude<MessageEvent, 'test'>,
  alert: Alert,
  at: Date,
): string => {
  const name = plainLine(alert.targetName, NAME_LENGTH) || 'a target';
  const reason = plainLine(alert.reason, TITLE_LENGTH).replace(/\.$/, '');
  switch (event) {
    case 'opened':
      return plainLine(openedTitle(alert, name, reason), TITLE_LENGTH);
    case 'reminder':
      return plainLine(reminderTitle(alert, name, reason, at), TITLE_LENGTH);
    case 'resolved':
      return plainLine(resolvedTitle(alert, name, reason), TITLE_LENGTH);
  }
};
