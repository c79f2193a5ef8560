import type { AlertRecord, ToldAlert } from '../alert/record.ts';
import type { Alert } from '../alert/schema.ts';
import { describeCause } from './cause.ts';
import type { Language } from './format/language.ts';

type StoredAlert = ToldAlert &
  Partial<
    Pick<
      AlertRecord,
      'acknowledgedBy' | 'acknowledgedUntil' | 'flapping' | 'followUp' | 'behind' | 'places'
    >
  >;

/** A stored alert as clients see it, its reason in words; nothing that is stored beside that gets out. */
export function toAlert(alert: StoredAlert, language?: Language): Alert {
  const { flapping, followUp } = alert;
  return {
    id: alert.id,
    targetId: alert.targetId,
    targetName: alert.targetName,
    domain: alert.domain,
    kind: alert.kind,
    state: alert.state,
    severity: alert.severity,
    reason: describeCause(alert.cause, language),
    openedAt: alert.openedAt,
    since: alert.since,
    resolvedAt: alert.resolvedAt,
    resolution: alert.resolution,
    acknowledgedAt: alert.acknowledgedAt,
    acknowledgedNote: alert.acknowledgedNote,
    acknowledgedBy: alert.acknowledgedBy ?? null,
    acknowledgedUntil: alert.acknowledgedUntil ?? null,
    endedAt: alert.endedAt,
    ...(alert.ending === undefined ? {} : { ending: alert.ending }),
    ...(alert.targetUrl === undefined ? {} : { targetUrl: alert.targetUrl }),
    ...(alert.openedSeverity === undefined ? {} : { openedSeverity: alert.openedSeverity }),
    flapping: flapping ? { since: flapping.since, changes: flapping.changes } : null,
    silence:
      followUp?.silence && alert.endedAt === null
        ? { why: followUp.silence.why, until: followUp.silence.until }
        : null,
    places: alert.places ?? [],
    behind: alert.behind ?? [],
  };
}
