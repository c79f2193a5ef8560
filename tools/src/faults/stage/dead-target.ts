import { newId } from '@app/persistence';
import type { TargetPlan } from './targets.ts';

/** No check comes into what follows. */
const INTERVAL_SECONDS = 86_400;

/** A target whose outage was recorded by a worker that died over it: nobody knows of it yet. */
export function planOfDead(): Partial<TargetPlan> {
  const at = new Date();
  const dueAt = new Date(at.getTime() + INTERVAL_SECONDS * 1_000);
  const cause = { is: 'failed-check' } as const;
  return {
    ...{ intervalSeconds: INTERVAL_SECONDS, dueAt },
    intents: [
      {
        ...{ id: newId(), type: 'open', kind: 'down', alertId: newId(), downAlertId: null },
        ...{ severity: 'critical', cause, since: at, at },
      },
    ],
  };
}
