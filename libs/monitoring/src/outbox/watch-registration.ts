import { nextLookupAt } from '@app/domain';
import { warnOfEnd } from '@app/domain/registration';
import type { AlertPorts } from './apply-alert-entry.ts';
import { changeRegistration, followUp } from './change-registration.ts';
import { tellJoined } from './plan-deliveries.ts';
import { registryLoadOf } from './registry-load.ts';
import { showStatus } from './show-status.ts';

/**
 * Sees to it that the registration of a domain is looked up, and tells at once what is known of it already: a target
 * may be new on it, resumed, or ask for an earlier warning. One that was looked up before keeps its pace.
 */
export async function watchRegistration(ports: AlertPorts, domain: string): Promise<void> {
  const known = await ports.registrations.get(domain);
  const now = ports.now();
  const dueAt = known
    ? nextLookupAt(known.registration, now, await registryLoadOf(ports, known.registration))
    : now;
  await ports.registrations.watch(domain, dueAt);
  const changed = await changeRegistration(ports, domain, (record, targets) => {
    if (record.dueAt === null || targets.length === 0) return null;
    const warned = warnOfEnd({ newId: ports.newId, now }, record, targets);
    return warned.warning === record.warning ? null : warned;
  });
  if (!changed) return;
  // Before what people are told: a message names the status.
  await showStatus(ports, domain, changed.targets);
  if (changed.isChanged) await followUp(ports, changed);
  // The target may have channels of its own.
  else for (const id of changed.record.warning?.alertIds ?? []) await tellJoined(ports, id);
}
