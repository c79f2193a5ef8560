import type { AlertCause } from '../alert/cause.ts';
import type { Severity, SteppedAlertKind } from '../alert/kind.ts';
import { namedId } from '../common/named-id.ts';
import type { OutboxEntry } from './entry.ts';

/** An alert grows by one with each new matter: something that never comes to rest must not grow it without end. */
const MAX_ALERTS = 10;

/** A step that an end has reached, and what is said of it. */
export interface ReachedStep {
  kind: SteppedAlertKind;
  /** Names what ends and the step: it is told once. */
  key: string;
  severity: Severity;
  cause: AlertCause;
  at: Date;
  /** Worth an alert also for people who have taken on those before it: something else ends, or it really has. */
  isNewMatter: boolean;
}

/**
 * How people are told of a step. The first one opens an alert, later ones remind of it; whoever has taken it on is
 * left alone until a new matter comes up.
 *
 * @param alertIds alerts of this warning so far, oldest first; empty for the first step
 * @returns the alerts of this warning from now on, with the intent that tells
 */
export function expiryAlert(
  { newId }: { newId: () => string },
  alertIds: readonly string[],
  { key, isNewMatter, ...said }: ReachedStep,
): { alertIds: string[]; intents: OutboxEntry[] } {
  const id = newId();
  const [first] = alertIds;
  if (first === undefined) {
    const alertId = newId();
    return {
      alertIds: [alertId],
      intents: [{ ...said, id, type: 'open', alertId, downAlertId: null, since: said.at }],
    };
  }
  const newAlertId = isNewMatter ? namedId(said.kind, first, key) : null;
  return {
    alertIds: newAlertId === null ? [...alertIds] : withLast(alertIds, newAlertId),
    intents: [
      {
        ...said,
        id,
        type: 'warn',
        alertIds: [...alertIds],
        newAlertId,
        key: `reminder-${key}`,
      },
    ],
  };
}

/**
 * Lets a step stand again that people were told of before a pause: its alert is open for all to see, and nobody is told a
 * second time.
 *
 * @param resumes the alerts that ended with the pause
 */
export function resumedAlert(
  { newId }: { newId: () => string },
  resumes: readonly string[],
  said: Pick<ReachedStep, 'kind' | 'severity' | 'cause' | 'at'>,
): { alertIds: string[]; intents: OutboxEntry[] } {
  const alertId = newId();
  return {
    alertIds: [alertId],
    intents: [
      {
        ...said,
        id: newId(),
        type: 'open',
        alertId,
        downAlertId: null,
        since: said.at,
        resumes: [...resumes],
      },
    ],
  };
}

/**
 * The alerts of a warning that ends with a pause, those of the pauses before it included: one that somebody has taken on
 * is not opened again afterwards, and has to be remembered for the next pause.
 */
export const endedWithPause = ({
  alertIds,
  pausedAlertIds = [],
}: {
  alertIds: readonly string[];
  pausedAlertIds?: readonly string[] | undefined;
}): string[] => [...pausedAlertIds, ...alertIds].slice(-MAX_ALERTS);

const withLast = (ids: readonly string[], id: string): string[] =>
  [...ids.filter((other) => other !== id), id].slice(-MAX_ALERTS);
