import { startedWatch, watchEntries } from '@app/domain';
import type { Context } from '../context.ts';
import type { AlertPorts } from '../outbox/apply-alert-entry.ts';
import { applyOutbox } from '../outbox/apply-outbox.ts';
import type { Ports } from '../ports/index.ts';
import { domainOfUrl } from './registrable-domain.ts';

/** Targets of one call: a process that stops waits for no more. */
const BATCH_SIZE = 100;

/**
 * Gives some of the targets that were stored before registrations (or certificates) were watched the watches that they
 * lack, and answers how many those were: call it until that is none. Safe to run at any time and in any number of
 * processes; nothing to do costs one read.
 */
export async function backfillDomains({
  ports,
}: Context<AlertPorts & Pick<Ports, 'domainOf'>>): Promise<number> {
  const ids = await ports.targets.withoutDomain(BATCH_SIZE);
  for (const id of ids) await adopt(ports, id);
  return ids.length;
}

/** Nothing when somebody else changed the target meanwhile: it comes again if it still has to. */
async function adopt(ports: AlertPorts & Pick<Ports, 'domainOf'>, id: string): Promise<void> {
  const target = await ports.targets.get(id);
  if (!target) return;
  const now = ports.now();
  const isPaused = target.pausedAt !== null;
  const domain = domainOfUrl(ports, target.url);
  const started = target.certificate ?? startedWatch(target.url, now);
  const change = {
    domain,
    certificate: started && isPaused ? { ...started, dueAt: null } : started,
    intents: isPaused ? [] : watchEntries(ports, domain),
  };
  if (!(await ports.targets.change(id, target.version, change))) return;
  await ports.changes.publish([{ type: 'target', id }]);
  await applyOutbox(ports, { ...target, intents: [...target.intents, ...change.intents] });
}
