import { leaveDomain } from '../registrations/leave-domain.ts';
import { watchDomain } from '../registrations/watch-domain.ts';
import type { Intent, TargetRecord } from '../records.ts';
import { carryOut, type AlertPorts, type AlertSubject } from './carry-out.ts';
import { targetSubject } from './subject.ts';

type IntentTarget = Pick<TargetRecord, 'id' | 'name' | 'intents'>;

/**
 * Carries out the intents that a target carries, in order. Each step may be repeated: a crash in between
 * leaves the intent in place for the reconciler.
 */
export async function applyIntents(ports: AlertPorts, target: IntentTarget): Promise<void> {
  for (const intent of target.intents) {
    await applyIntent(ports, target, intent);
    await ports.targets.dropIntent(target.id, intent.id);
  }
}

async function applyIntent(ports: AlertPorts, target: IntentTarget, intent: Intent): Promise<void> {
  switch (intent.type) {
    case 'open':
    case 'warn':
    case 'end':
      await carryOut(ports, aboutTarget(target), intent);
      return;
    case 'watch-domain':
      await watchDomain(ports, intent.domain);
      await ports.bell.ring([{ type: 'target', id: target.id }]);
      return;
    case 'leave-domain':
      await leaveDomain(ports, intent.domain, intent);
      return;
    case 'erase':
      await ports.results.eraseTarget(target.id);
      await ports.targets.erase(target.id);
      return;
  }
}

const aboutTarget = ({ id, name }: IntentTarget): AlertSubject => ({
  subject: targetSubject(id),
  targetId: id,
  targetName: name,
  domain: null,
});
