import { editedDomain } from '@app/domain/registration';
import { backfilledWatches } from '@app/domain/check-kinds';
import type { Context } from '../context.ts';
import type { AlertPorts } from '../outbox/apply-alert-entry.ts';
import { applyOutbox } from '../outbox/apply-outbox.ts';
import type { Ports } from '../ports/index.ts';
import { domainOfUrl } from './registrable-domain.ts';

/** Targets of one call: a process that stops waits for no more. */
const BATCH_SIZE = 100;

type BackfillPorts = AlertPorts & Pick<Ports, 'domainOf'>;

/**
 * Gives some of the targets that were stored before registrations (or certificates) were watched the watches that they
 * lack, and those that were stored on a suffix the domain below it that somebody registered. Answers how many those were:
 * call it until that is none. Safe to run at any time and in any number of processes; nothing to do costs two reads.
 *
 * @param suffixes suffixes with a registry of their own, which older versions took for domains
 */
export async function backfillDomains(
  { ports }: Context<BackfillPorts>,
  suffixes: readonly string[] = [],
): Promise<number> {
  const ids = await ports.targets.withoutDomain(BATCH_SIZE);
  for (const id of ids) await adopt(ports, id);
  return ids.length + (await moveFromSuffixes(ports, suffixes));
}

/** More targets than anybody has on suffixes: those that belong on one are found again each time. */
const ON_SUFFIXES = 1_000;

async function moveFromSuffixes(
  ports: BackfillPorts,
  suffixes: readonly string[],
): Promise<number> {
  const found = await ports.targets.idsOnDomains(suffixes, ON_SUFFIXES);
  const targets = found.length > 0 ? await ports.targets.getMany(found) : [];
  const misplaced = targets.filter(({ url, domain }) => domainOfUrl(ports, url) !== domain);
  const some = misplaced.slice(0, BATCH_SIZE);
  for (const { id } of some) await adopt(ports, id);
  return some.length;
}

/** Nothing when somebody else changed the target meanwhile: it comes again if it still has to. */
async function adopt(ports: BackfillPorts, id: string): Promise<void> {
  const target = await ports.targets.get(id);
  if (!target) return;
  const now = ports.now();
  const isPaused = target.pausedAt !== null;
  const domain = domainOfUrl(ports, target.url);
  const change = {
    domain,
    ...backfilledWatches(target, { now, isPaused }),
    intents: editedDomain(target.domain, domain, { newId: ports.newId, at: now, isPaused }),
  };
  if (!(await ports.targets.change(id, target.version, change))) return;
  await ports.changes.publish([{ type: 'target', id }]);
  await applyOutbox(ports, { ...target, intents: [...target.intents, ...change.intents] });
}
