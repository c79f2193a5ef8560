import type { AlertCause } from '../alert/cause.ts';
import { endEntries } from './end-entries.ts';
import type { OutboxEntry } from './entry.ts';

const HOUR_MS = 3_600_000;
/** How long checks must fail before people are told (docs/rules.md, "Times and limits"). */
const TROUBLE_MS = 72 * HOUR_MS;
/** Checks of the same slot are never exactly a day apart. */
const TOLERANCE_MS = HOUR_MS;

/** Checks that fail for technical reasons. */
export interface CheckError {
  since: Date;
  /** Why there is an alert once they have failed for long. */
  cause: AlertCause;
}

/**
 * Tells people of checks that have failed for three days, and that they work again.
 *
 * @param alertId the alert that tells of it, if there is one
 * @param trouble null when the checks work
 */
export function checkErrorAlert(
  { newId, now }: { newId: () => string; now: Date },
  alertId: string | null,
  trouble: CheckError | null,
): { alertId: string | null; intents: OutboxEntry[] } {
  if (!trouble) {
    const alertIds = alertId === null ? [] : [alertId];
    const intents = endEntries({ newId }, alertIds, { resolution: 'recovered', at: now });
    return { alertId: null, intents };
  }
  const isOld = now.getTime() - trouble.since.getTime() >= TROUBLE_MS - TOLERANCE_MS;
  if (alertId !== null || !isOld) return { alertId, intents: [] };
  const opened = newId();
  return {
    alertId: opened,
    intents: [
      {
        id: newId(),
        type: 'open',
        kind: 'check-trouble',
        alertId: opened,
        downAlertId: null,
        severity: 'warning',
        cause: trouble.cause,
        since: trouble.since,
        at: now,
      },
    ],
  };
}
