import type { Target } from '@app/domain';
import { applyIntents, type AlertPorts } from '../alerts/apply-intents.ts';
import { stoppedWatch } from '../certificates/watch-certificate.ts';
import { STOPPED_SCHEDULE } from '../checks/schedule-after.ts';
import type { Intent } from '../records.ts';
import { changeTarget, type ChangePorts } from './change-target.ts';

/**
 * Removes a target with its results; its alerts stay as history, open ones resolved as `deleted`.
 * Answers the target as it was. Throws not-found.
 */
export async function removeTarget(ports: ChangePorts & AlertPorts, id: string): Promise<Target> {
  const { target, record } = await changeTarget(
    ports,
    id,
    ({ state: { outage }, certificate: watch }) => {
      const now = ports.now();
      const end: Intent[] = outage
        ? [
            {
              id: ports.newId(),
              type: 'end',
              alertIds: [
                outage.alertId,
                ...(outage.persistentAlertId ? [outage.persistentAlertId] : []),
              ],
              resolution: 'deleted',
              at: now,
            },
          ]
        : [];
      const { certificate, intents } = stoppedWatch(watch, {
        newId: ports.newId,
        at: now,
        resolution: 'deleted',
      });
      return {
        removedAt: now,
        schedule: STOPPED_SCHEDULE,
        certificate,
        intents: [...end, ...intents, { id: ports.newId(), type: 'erase' }],
      };
    },
  );
  await applyIntents(ports, record);
  return target;
}
