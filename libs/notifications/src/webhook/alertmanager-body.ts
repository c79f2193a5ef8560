import { createHash } from 'node:crypto';
import { conditionEnd, describeMessage, factLines, type Message } from '@app/domain';

/** What Alertmanager writes for an end that has not come: Go's zero time. */
const NO_END = '0001-01-01T00:00:00Z';

/** From the alert's id, not from its labels: the severity may rise while the alert stays the same. */
const fingerprint = (id: string): string =>
  createHash('sha256').update(id).digest('hex').slice(0, 16);

const labelsOf = ({ alert, target }: Message): Record<string, string> => ({
  alertname: alert ? `netumo-${alert.kind}` : 'netumo-test',
  severity: alert?.severity ?? 'info',
  ...(alert && { alert_id: alert.id, target: alert.targetName }),
  ...(alert?.domain && { domain: alert.domain }),
  ...(target && { target_id: target.id, instance: target.url }),
});

/** Body of an Alertmanager webhook, version 4, with one alert: existing receivers understand it. */
export const alertmanagerBody = (message: Message, receiver: string): string => {
  const { alert, event, link, sentAt } = message;
  const status = event === 'resolved' ? 'resolved' : 'firing';
  const { title, facts } = describeMessage(message);
  const labels = labelsOf(message);
  const annotations = { summary: title, description: factLines(facts) };
  const groupLabels = { alertname: labels['alertname'] ?? '' };
  // A change of the DNS is over when it is told: receivers let it go by themselves.
  const isOver = status === 'resolved' || alert?.kind === 'dns';
  const endsAt = isOver ? ((alert && conditionEnd(alert)) ?? sentAt) : NO_END;
  return JSON.stringify({
    version: '4',
    groupKey: `{}:{alertname="${groupLabels.alertname}"}:${alert?.id ?? 'test'}`,
    truncatedAlerts: 0,
    status,
    receiver,
    groupLabels,
    commonLabels: labels,
    commonAnnotations: annotations,
    externalURL: new URL('/', link).href,
    alerts: [
      {
        status,
        labels,
        annotations,
        startsAt: alert?.since ?? sentAt,
        endsAt,
        generatorURL: link,
        fingerprint: fingerprint(alert?.id ?? 'test'),
      },
    ],
  });
};
