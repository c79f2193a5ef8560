import type { AuditEntry } from '@app/domain/audit';

/** What people call the calls that change something; others are shown by their own name. */
const actions: Record<string, string | undefined> = {
  'targets.create': 'added target',
  'targets.update': 'changed target',
  'targets.remove': 'removed target',
  'targets.pause': 'paused target',
  'targets.resume': 'resumed target',
  'targets.checkNow': 'checked target now',
  'targets.import': 'imported targets',
  'targets.bulk': 'changed several targets',
  'targets.probe': 'tried address',
  'alerts.acknowledge': 'acknowledged alert',
  'alerts.unacknowledge': 'reopened alert',
  '/ack': 'acknowledged alert by link',
  'deliveries.redrive': 'resent message',
  'deliveries.dismiss': 'dismissed messages',
  'channels.create': 'added channel',
  'channels.update': 'changed channel',
  'channels.remove': 'removed channel',
  'channels.test': 'tested channel',
  'domains.refresh': 'looked up domain',
  'domains.setExpiry': 'set expiry date of domain',
  'inbox.markRead': 'marked messages as read',
  'inbox.markAllRead': 'marked all messages as read',
  'mutes.create': 'muted',
  'mutes.remove': 'ended mute',
  'maintenance.create': 'planned maintenance',
  'maintenance.update': 'changed maintenance',
  'maintenance.remove': 'removed maintenance',
  'policies.update': 'changed alert policies',
  'settings.update': 'changed settings',
  'reports.create': 'added report',
  'reports.update': 'changed report',
  'reports.remove': 'removed report',
  'reports.send': 'had report sent',
  'statusPages.create': 'added status page',
  'statusPages.update': 'changed status page',
  'statusPages.remove': 'removed status page',
  'statusPages.note': 'wrote on status page',
  'system.redriveDeadLetter': 'retried job',
  'audit.prune': 'removed old entries of this log',
};

const outcomes: Record<AuditEntry['outcome'], string> = {
  done: '',
  refused: 'Refused',
  failed: 'Failed',
  unknown: 'Outcome unknown',
};

/** Words for the audit log. */
export const auditWords = {
  title: 'Who changed what',
  hint: 'Secrets are masked. The log is chained, so changes to it show: npm run audit:verify.',
  download: 'Download as CSV',
  empty: 'Nothing was changed yet.',
  action: (action: string): string => actions[action] ?? action,
  outcomes,
  changes: (count: number): string =>
    count === 1 ? '1 field changed' : `${String(count)} fields changed`,
  oneTarget: 'a target',
  everything: 'everything',
  cut: 'Long values are cut.',
};
