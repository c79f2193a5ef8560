import { endingOf, shorten, type DigestItem, type Message, type Severity } from '@app/domain';
import { describeMessage, type MessageStyle } from '@app/domain/messages';

/** Longest summary and key of an incident (PagerDuty, Events API v2). */
const SUMMARY_LENGTH = 1_024;
const DEDUP_LENGTH = 255;

const SEVERITIES: Record<Severity, string> = {
  critical: 'critical',
  high: 'error',
  warning: 'warning',
  info: 'info',
};

type Action = 'trigger' | 'acknowledge' | 'resolve';

/** What is told, one after the other: an end that comes with its beginning needs something to end. */
const actionsOf = ({ event, alert, isWhole }: Message): Action[] => {
  if (event === 'test' || isWhole) return ['trigger', 'resolve'];
  if (event !== 'resolved') return ['trigger'];
  return [alert && endingOf(alert) === null ? 'acknowledge' : 'resolve'];
};

const eventOf = (message: Message, action: Action, key: string, style?: MessageStyle) => {
  const { alert, target, sentAt } = message;
  const { title, facts, links } = describeMessage(message, style);
  return JSON.stringify({
    routing_key: key,
    event_action: action,
    // One incident for each alert, whatever is told of it and how often.
    dedup_key: `mini-netumo:${alert?.id ?? message.idempotencyKey}`.slice(0, DEDUP_LENGTH),
    client: 'mini-netumo',
    client_url: message.link,
    links: links.map(({ label, url }) => ({ href: url, text: label })),
    payload: {
      summary: shorten(title, SUMMARY_LENGTH),
      source:
        target?.url ?? alert?.targetUrl ?? alert?.domain ?? alert?.targetName ?? 'mini-netumo',
      severity: SEVERITIES[alert?.severity ?? 'info'],
      timestamp: alert?.since ?? sentAt,
      component: alert?.targetName ?? 'mini-netumo',
      ...(target && target.tags.length > 0 && { group: target.tags.join(', ') }),
      class: alert?.kind ?? 'test',
      custom_details: Object.fromEntries(facts.map(({ label, value }) => [label, value])),
    },
  });
};

/** Events for PagerDuty in their order; those of a digest as if each had come alone, since each is an incident. */
export const pagerdutyEvents = (
  message: Message,
  { key, style }: { key: string; style?: MessageStyle },
): string[] => {
  const { event, items, idempotencyKey, sentAt } = message;
  const told: Message[] =
    event === 'digest' && items
      ? items.map((item: DigestItem) => ({ ...item, idempotencyKey, sentAt }))
      : [message];
  return told.flatMap((one) => actionsOf(one).map((action) => eventOf(one, action, key, style)));
};
