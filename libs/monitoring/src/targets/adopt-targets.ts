import { applyIntents } from '../alerts/apply-intents.ts';
import type { AlertPorts } from '../alerts/carry-out.ts';
import { startedWatch } from '../certificates/watch-certificate.ts';
import type { Ports } from '../ports.ts';
import { domainOfUrl, watchIntents } from '../registrations/domain-intents.ts';

/** Targets that are read in one go. */
const LOT = 100;

/**
 * Gives targets that were stored before registrations (or certificates) were watched the watches that they lack, and
 * answers how many they were. Safe to run at any time and in any number of processes; nothing to do costs one read.
 */
export async function adoptTargets(ports: AlertPorts & Pick<Ports, 'domainOf'>): Promise<number> {
  let adopted = 0;
  for (;;) {
    const ids = await ports.targets.withoutDomain(LOT);
    if (ids.length === 0) return adopted;
    for (const id of ids) if (await adopt(ports, id)) adopted++;
  }
}

/** False when somebody else changed the target meanwhile: it comes again if it still has to. */
async function adopt(ports: AlertPorts & Pick<Ports, 'domainOf'>, id: string): Promise<boolean> {
  const target = await ports.targets.get(id);
  if (!target) return false;
  const now = ports.now();
  const isPaused = target.pausedAt !== null;
  const domain = domainOfUrl(ports, target.url);
  const started = target.certificate ?? startedWatch(target.url, now);
  const change = {
    domain,
    certificate: started && isPaused ? { ...started, dueAt: null } : started,
    intents: isPaused ? [] : watchIntents(ports, domain),
  };
  if (!(await ports.targets.change(id, target.version, change))) return false;
  await ports.bell.ring([{ type: 'target', id }]);
  await applyIntents(ports, { ...target, intents: [...target.intents, ...change.intents] });
  return true;
}
