import type { OutboxEntry } from '../outbox/entry.ts';
import type { StatusEffect } from './status/transition.ts';

/** Intents that carry the effects of a transition out; each is stored with the state that caused it. */
export function entriesOfEffects(
  deps: { newId: () => string },
  effects: readonly StatusEffect[],
  cause: { at: Date; reason: string | null },
): OutboxEntry[] {
  return effects.map((effect): OutboxEntry => {
    const id = deps.newId();
    const reason = cause.reason ?? 'The check failed.';
    switch (effect.type) {
      case 'open':
        return {
          id,
          type: 'open',
          kind: 'down',
          alertId: effect.alertId,
          downAlertId: null,
          severity: 'critical',
          reason,
          since: effect.since,
          at: cause.at,
        };
      case 'slow':
        return {
          id,
          type: 'open',
          kind: 'slow',
          alertId: effect.alertId,
          downAlertId: null,
          severity: 'warning',
          reason,
          since: effect.since,
          at: cause.at,
        };
      case 'persist':
        return {
          id,
          type: 'open',
          kind: 'persistent',
          alertId: effect.alertId,
          downAlertId: effect.downAlertId,
          severity: effect.severity,
          reason,
          since: effect.since,
          at: cause.at,
        };
      case 'end':
        return {
          id,
          type: 'end',
          alertIds: effect.alertIds,
          resolution: effect.resolution,
          at: cause.at,
        };
    }
  });
}
