import type { Alert, Message } from '@app/domain';

/** The alert as the contract names its fields; written out so that nothing stored beside them leaks. */
const alertBody = (alert: Alert) => ({
  id: alert.id,
  targetId: alert.targetId,
  targetName: alert.targetName,
  domain: alert.domain,
  kind: alert.kind,
  state: alert.state,
  severity: alert.severity,
  reason: alert.reason,
  openedAt: alert.openedAt,
  since: alert.since,
  resolvedAt: alert.resolvedAt,
  resolution: alert.resolution,
  acknowledgedAt: alert.acknowledgedAt,
  acknowledgedNote: alert.acknowledgedNote,
  endedAt: alert.endedAt,
});

/** Webhook body of format `netumo`, version 1. Times are ISO 8601 in UTC. */
export const netumoBody = ({ event, alert, target, link, sentAt }: Message): string =>
  JSON.stringify({
    version: 1,
    event: event === 'test' ? 'test' : `alert.${event}`,
    sentAt,
    alert: alert && alertBody(alert),
    target: target && {
      id: target.id,
      url: target.url,
      name: target.name,
      tags: target.tags,
      status: target.status,
    },
    link,
  });
