import type { OutboxEntry, TargetRecord } from '@app/domain';
import { aboutTarget, applyAlertEntry, type AlertPorts } from './apply-alert-entry.ts';
import { leaveRegistration } from './leave-registration.ts';
import { watchOrigin } from './watch-origin.ts';
import { watchRegistration } from './watch-registration.ts';

type IntentTarget = Pick<TargetRecord, 'id' | 'name' | 'url' | 'intents'>;

/**
 * Carries out the intents that a target carries, in order. Each step may be repeated: a crash in between
 * leaves the intent in place for the reconciler. Rejects with the first error, once the others were tried.
 */
export async function applyOutbox(ports: AlertPorts, target: IntentTarget): Promise<void> {
  const failed = new Map<Chain, unknown>();
  for (const intent of target.intents) {
    const chain = CHAINS[intent.type];
    // Within a chain the order counts, and what erases comes after everything else.
    if (failed.has(chain) || (chain === 'erase' && failed.size > 0)) continue;
    try {
      await applyIntent(ports, target, intent);
      await ports.targets.dropIntent(target.id, intent.id);
    } catch (error) {
      failed.set(chain, error);
    }
  }
  const [error] = failed.values();
  if (failed.size > 0) throw error;
}

/** What follows from different causes: trouble with the one keeps nobody from being told of the other. */
type Chain = 'alerts' | 'certificate' | 'domain' | 'erase';

const CHAINS: Readonly<Record<OutboxEntry['type'], Chain>> = {
  open: 'alerts',
  warn: 'alerts',
  end: 'alerts',
  'watch-certificate': 'certificate',
  'watch-domain': 'domain',
  'leave-domain': 'domain',
  'show-status': 'domain',
  erase: 'erase',
};

async function applyIntent(
  ports: AlertPorts,
  target: IntentTarget,
  intent: OutboxEntry,
): Promise<void> {
  switch (intent.type) {
    case 'open':
    case 'warn':
    case 'end':
      await applyAlertEntry(ports, aboutTarget(target), intent);
      return;
    case 'watch-certificate':
      await watchOrigin(ports, target.id, intent.origin);
      return;
    case 'watch-domain':
      await watchRegistration(ports, intent.domain);
      await ports.changes.publish([{ type: 'target', id: target.id }]);
      return;
    case 'leave-domain':
      await leaveRegistration(ports, intent.domain, intent);
      return;
    case 'show-status':
      // Only registrations carry it.
      return;
    case 'erase':
      await ports.results.eraseTarget(target.id);
      await ports.daily.eraseTarget(target.id);
      await ports.targets.erase(target.id);
      return;
  }
}
