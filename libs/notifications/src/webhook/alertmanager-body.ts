import { createHash } from 'node:crypto';
import { conditionEnd, type DigestItem, type Message } from '@app/domain';
import { describeMessage, textLines, type MessageStyle } from '@app/domain/messages';

/** What Alertmanager writes for an end that has not come: Go's zero time. */
const NO_END = '0001-01-01T00:00:00Z';

type Labels = Readonly<Record<string, string>>;

/** From the alert's id, not from its labels: names may change while the alert stays the same. */
const fingerprint = (id: string): string =>
  createHash('sha256').update(id).digest('hex').slice(0, 16);

/**
 * What receivers match an end with its beginning by: the same from first to last, also when the severity has risen or the
 * target was renamed, moved or removed meanwhile.
 */
const labelsOf = ({ alert, target }: Pick<Message, 'alert' | 'target'>): Labels => {
  const url = alert?.targetUrl ?? target?.url;
  const targetId = alert ? alert.targetId : target?.id;
  return {
    alertname: alert ? `netumo-${alert.kind}` : 'netumo-test',
    severity: alert ? (alert.openedSeverity ?? alert.severity) : 'info',
    ...(alert && { alert_id: alert.id, target: alert.targetName }),
    ...(alert?.domain && { domain: alert.domain }),
    ...(targetId && { target_id: targetId }),
    ...(url && { instance: url }),
  };
};

const annotationsOf = (message: Message, style?: MessageStyle): Labels => {
  const { title, facts } = describeMessage(message, style);
  const { alert, target } = message;
  return {
    summary: title,
    description: textLines(facts),
    ...(alert && { severity: alert.severity }),
    ...(target?.runbook?.url && { runbook_url: target.runbook.url }),
  };
};

/** One event of an alert, or a test. */
function entryOf(message: Message, style?: MessageStyle) {
  const { alert, event, link, sentAt } = message;
  const isResolved = event === 'resolved' || message.isWhole === true;
  // A change of the DNS is over when it is told: receivers let it go by themselves.
  const isOver = isResolved || alert?.kind === 'dns';
  return {
    status: isResolved ? 'resolved' : 'firing',
    labels: labelsOf(message),
    annotations: annotationsOf(message, style),
    startsAt: alert?.since ?? sentAt,
    endsAt: isOver ? ((alert && conditionEnd(alert)) ?? sentAt) : NO_END,
    generatorURL: link,
    fingerprint: fingerprint(alert?.id ?? 'test'),
  };
}

const itemMessage = ({ idempotencyKey, sentAt }: Message, item: DigestItem): Message => ({
  ...item,
  idempotencyKey,
  sentAt,
});

/** What all have in common. */
const commonOf = (all: readonly Labels[]): Labels => {
  const [first = {}, ...others] = all;
  return Object.fromEntries(
    Object.entries(first).filter(([name, value]) => others.every((one) => one[name] === value)),
  );
};

/**
 * Body of an Alertmanager webhook, version 4: existing receivers understand it. One alert, or those of a digest as a group
 * without a name of its own.
 */
export const alertmanagerBody = (
  message: Message,
  receiver: string,
  style?: MessageStyle,
): string => {
  const { event, items } = message;
  const isDigest = event === 'digest' && items !== undefined;
  const alerts = isDigest
    ? items.map((item) => entryOf(itemMessage(message, item), style))
    : [entryOf(message, style)];
  const commonLabels = commonOf(alerts.map(({ labels }) => labels));
  const groupLabels = isDigest ? {} : { alertname: commonLabels['alertname'] ?? '' };
  return JSON.stringify({
    version: '4',
    groupKey: isDigest
      ? '{}:{}'
      : `{}:{alertname="${groupLabels.alertname}"}:${message.alert?.id ?? 'test'}`,
    truncatedAlerts: 0,
    status: alerts.some(({ status }) => status === 'firing') ? 'firing' : 'resolved',
    receiver,
    groupLabels,
    commonLabels,
    commonAnnotations: commonOf(alerts.map(({ annotations }) => annotations)),
    externalURL: new URL('/', message.link).href,
    alerts,
  });
};
