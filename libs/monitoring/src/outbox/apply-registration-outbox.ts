import { domainSubject, type RegistrationRecord, type TargetOnDomain } from '@app/domain';
import {
  applyAlertEntry,
  type AlertEntry,
  type AlertPorts,
  type AlertSubject,
  aboutTarget,
} from './apply-alert-entry.ts';
import { showStatus } from './show-status.ts';

/**
 * Carries out the intents that a registration carries, in order. Each step may be repeated, as those of a target.
 *
 * @param targets the targets on the domain that are checked, oldest first
 */
export async function applyRegistrationOutbox(
  ports: AlertPorts,
  { registration: { domain }, intents }: Pick<RegistrationRecord, 'registration' | 'intents'>,
  targets: readonly TargetOnDomain[],
): Promise<void> {
  for (const intent of intents) {
    switch (intent.type) {
      case 'open':
      case 'warn':
      case 'end':
        await applyAlert(ports, domain, { intent, targets });
        break;
      case 'show-status':
        await showStatus(ports, domain, targets);
        break;
      case 'watch-certificate':
      case 'watch-domain':
      case 'leave-domain':
      case 'erase':
        // Only targets carry these.
        break;
    }
    await ports.registrations.dropIntent(domain, intent.id);
  }
}

async function applyAlert(
  ports: AlertPorts,
  domain: string,
  { intent, targets }: { intent: AlertEntry; targets: readonly TargetOnDomain[] },
): Promise<void> {
  if (intent.type !== 'open' || intent.kind !== 'dns') {
    await applyAlertEntry(ports, aboutDomain(domain, intent, targets), intent);
    return;
  }
  // A change of records is told to the target that asked for it, unless it is gone or paused by now.
  const target = targets.find(({ id }) => id === intent.targetId);
  if (target) await applyAlertEntry(ports, aboutTarget(target), intent);
}

/** Lookups that fail are no matter of a target: nobody can mend them there. */
const aboutDomain = (
  domain: string,
  intent: AlertEntry,
  targets: readonly TargetOnDomain[],
): AlertSubject => ({
  subject: domainSubject(domain),
  targetId: intent.type !== 'end' && intent.kind === 'domain' ? (targets[0]?.id ?? null) : null,
  targetName: domain,
  domain,
});
