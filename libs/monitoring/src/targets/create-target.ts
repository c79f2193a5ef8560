import { type CreateTarget, kindOfUrl, newTarget, type Target, urgentOf } from '@app/domain';
import type { Context } from '../context.ts';
import type { AlertPorts } from '../outbox/apply-alert-entry.ts';
import { applyOutbox } from '../outbox/apply-outbox.ts';
import type { Ports } from '../ports/index.ts';
import { domainOfUrl } from './registrable-domain.ts';
import { alreadyWatched, newSettings } from './target-settings.ts';
import { answerTarget } from './to-target.ts';

/**
 * Starts to watch a url or a domain; its first check runs at once, and so does the first lookup of its domain. Throws
 * invalid and conflict.
 */
export async function createTarget(
  { ports }: Context<AlertPorts & Pick<Ports, 'judgeUrl' | 'domainOf'>>,
  input: CreateTarget,
): Promise<Target> {
  const settings = await newSettings(ports, input);
  const deps = { now: ports.now(), newId: ports.newId };
  const record = newTarget(deps, settings, domainOfUrl(ports, settings.url));
  const { id } = record;
  const { conflictWith } = await ports.targets.insert(record, { unique: !input.allowDuplicate });
  if (conflictWith) throw await alreadyWatched(ports, conflictWith);
  await ports.queue.enqueueChecks(urgentOf(record));
  await ports.changes.publish([{ type: 'target', id }]);
  await applyOutbox(ports, record).catch((error: unknown) => {
    // The target is stored: an error here would let people try in vain to add it once more.
    ports.log.warn({ err: error, targetId: id }, 'watching a domain was left to the reconciler');
  });
  // What is known of its domain already is its status.
  const stored = kindOfUrl(settings.url) === 'domain' ? await ports.targets.get(id) : null;
  return await answerTarget(ports, stored ?? record);
}
