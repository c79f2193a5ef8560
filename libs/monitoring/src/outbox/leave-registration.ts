import { endedWithPause, endEntries, type RegistrationWarning, type Resolution } from '@app/domain';
import type { AlertPorts } from './apply-alert-entry.ts';
import { changeRegistration, followUp } from './change-registration.ts';

/**
 * Lets go of a domain unless another target on it is checked: it is looked up no more, and its alerts end. A target
 * that is added meanwhile raises the version of the registration, so that it stays watched.
 */
export async function leaveRegistration(
  ports: AlertPorts,
  domain: string,
  { resolution, at }: { resolution: Resolution; at: Date },
): Promise<void> {
  const changed = await changeRegistration(ports, domain, (record, targets) => {
    const alertIds = [...(record.warning?.alertIds ?? []), record.troubleAlertId ?? []].flat();
    if (targets.length > 0 || (record.dueAt === null && alertIds.length === 0)) return null;
    return {
      dueAt: null,
      lease: null,
      warning: resolution === 'paused' ? overPause(record.warning, at) : null,
      troubleAlertId: null,
      intents: endEntries(ports, alertIds, { resolution, at }),
    };
  });
  if (changed?.isChanged) await followUp(ports, changed);
}

/** What people were told outlives a pause, without its alerts: afterwards it is no news. */
const overPause = (warning: RegistrationWarning | null, at: Date): RegistrationWarning | null =>
  warning && {
    ...warning,
    alertIds: [],
    pausedAt: at,
    pausedAlertIds: endedWithPause(warning),
  };
