import type { AlertCause } from '../alert/cause.ts';
import { graver } from '../alert/severity.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import type { StatusEffect } from './status/transition.ts';

/** How grave it is that a target is down. */
const DOWN_SEVERITY = 'critical';

/** Intents that carry the effects of a transition out; each is stored with the state that caused it. */
export function entriesOfEffects(
  deps: { newId: () => string },
  effects: readonly StatusEffect[],
  { at, cause }: { at: Date; cause: AlertCause },
): OutboxEntry[] {
  return effects.map((effect): OutboxEntry => {
    const id = deps.newId();
    switch (effect.type) {
      case 'open':
        return {
          id,
          type: 'open',
          kind: 'down',
          alertId: effect.alertId,
          downAlertId: null,
          severity: DOWN_SEVERITY,
          cause,
          since: effect.since,
          at,
          ...(effect.places && { places: effect.places }),
        };
      case 'slow':
        return {
          id,
          type: 'open',
          kind: 'slow',
          alertId: effect.alertId,
          downAlertId: null,
          severity: 'warning',
          cause,
          since: effect.since,
          at,
        };
      case 'persist':
        return {
          id,
          type: 'open',
          kind: 'persistent',
          alertId: effect.alertId,
          downAlertId: effect.downAlertId,
          // People were told of the same outage as critical: it gets no milder by lasting.
          severity: graver(DOWN_SEVERITY, effect.severity),
          cause,
          since: effect.since,
          at,
          ...(effect.places && { places: effect.places }),
        };
      case 'end':
        return {
          id,
          type: 'end',
          alertIds: effect.alertIds,
          resolution: effect.resolution,
          at,
        };
    }
  });
}
