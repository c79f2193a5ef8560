import {
  endingOf,
  type Alert,
  type DigestItem,
  type EventDetails,
  type Message,
} from '@app/domain';

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
  ending: endingOf(alert),
});

/** What else is true of an event; what does not apply is left out. */
const detailsOf = (details: EventDetails) => ({
  isWhole: details.isWhole,
  lateMs: details.lateMs,
  isFlapping: details.isFlapping,
  reminder: details.reminder,
  acknowledgeLink: details.acknowledgeLink,
  places: details.places,
});

type Event = Pick<Message, 'event' | 'alert' | 'target' | 'link'> & EventDetails;

const eventBody = ({ event, alert, target, link, ...details }: Event, sentAt: Date) => ({
  version: 1,
  event: event === 'test' || event === 'digest' ? event : `alert.${event}`,
  sentAt,
  alert: alert && alertBody(alert),
  target: target && {
    id: target.id,
    url: target.url,
    name: target.name,
    tags: target.tags,
    status: target.status,
    runbook: target.runbook,
  },
  link,
  ...detailsOf(details),
});

const digestBody = (message: Message, items: readonly DigestItem[]) => ({
  ...eventBody(message, message.sentAt),
  sharedCause: message.sharedCause ?? null,
  events: items.map((item) => eventBody(item, message.sentAt)),
});

/**
 * Webhook body of format `netumo`, version 1. Times are ISO 8601 in UTC. A digest holds its events, each as it would have
 * come alone.
 */
export const netumoBody = (message: Message): string =>
  JSON.stringify(
    message.event === 'digest' && message.items
      ? digestBody(message, message.items)
      : eventBody(message, message.sentAt),
  );
