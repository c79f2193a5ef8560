import {
  type AlertRecord,
  diskTrouble,
  FIRST_LOOK,
  followTroubles,
  judgeSystem,
  knownTroubles,
  lastingOf,
  look,
  presentOf,
  READ_ONLY,
  type SystemAlertStep,
} from '@app/domain';
import { floodTrouble, REFUSALS_END_MS } from '@app/domain/limits';
import { backupTroubles, upkeepTroubles } from '@app/domain/backups';
import type { Context } from '../context.ts';
import { planDeliveries, type AnnouncePorts } from '../outbox/plan-deliveries.ts';
import type { Ports } from '../ports/index.ts';
import { readBlindness } from './read-blindness.ts';
import { readQueues, type SystemPorts } from './read-queues.ts';
import { readUndelivered, type UndeliveredPorts } from './read-undelivered.ts';

export type WatchdogPorts = SystemPorts &
  AnnouncePorts &
  UndeliveredPorts &
  Pick<Ports, 'changes' | 'disk' | 'floods' | 'upkeep' | 'backups'>;

/** How often the watchdog looks. */
export const WATCH_MS = 10_000;

/**
 * Makes a watchdog: each call looks at the machinery once, and opens the one `system` alert when what it sees has
 * lasted, keeps its sentence true, tells people of what joins or gets worse, and ends it. Any number of processes may
 * watch: the alert itself is the shared memory. Trouble that could not be stored, because the disk of the store was
 * full, is told when it can be, and ends as any other. Answers the alert that it changed, or null.
 */
export function createWatchdog(context: Context<WatchdogPorts>): () => Promise<AlertRecord | null> {
  const { ports } = context;
  let watch = FIRST_LOOK;
  let wasRefused = false;
  return async () => {
    const floodsSince = new Date(ports.now().getTime() - REFUSALS_END_MS);
    const [queues, blindness, freeBytes, floods, undelivered, upkeep] = await Promise.all([
      readQueues(context),
      readBlindness(ports),
      ports.disk.freeBytes(),
      ports.floods.since(floodsSince),
      readUndelivered(ports),
      ports.upkeep.list(),
    ]);
    const isBackedUp = ports.backups.setup.places.length > 0;
    const unsafe = [
      ...(isBackedUp ? backupTroubles(upkeep, ports.now()) : []),
      ...upkeepTroubles(upkeep),
    ];
    const found = [diskTrouble(freeBytes), floodTrouble(floods)].filter((one) => one !== null);
    const seen = [...found, ...judgeSystem({ ...queues, ...blindness }), ...undelivered, ...unsafe];
    const troubles = wasRefused ? [READ_ONLY, ...seen] : seen;
    watch = look(watch, troubles);
    const { items } = await ports.alerts.list({ kind: 'system', limit: 1 });
    const latest = items[0];
    // One that was acknowledged goes on until the trouble itself has ended.
    const current = latest?.endedAt === null ? latest : null;
    const at = ports.now();
    const known = current ? knownTroubles(current, troubles) : [];
    const present = presentOf(watch, known, at);
    const step = followTroubles({ newId: ports.newId, now: at }, present, current);
    const changed = await carryOut(ports, step, at).catch((error: unknown) => {
      wasRefused ||= lastingOf(present.troubles).length > 0;
      throw error;
    });
    wasRefused = false;
    if (!changed) return null;
    await ports.changes.publish([{ type: 'alert', id: changed.id }]);
    await planDeliveries(ports, changed);
    return changed;
  };
}

/** Writes what follows from a look; null when nothing did, or when another process was first. */
async function carryOut(
  { alerts }: WatchdogPorts,
  step: SystemAlertStep | null,
  at: Date,
): Promise<AlertRecord | null> {
  switch (step?.do) {
    case undefined:
      return null;
    case 'end': {
      const announcement = { key: 'resolved', event: 'resolved', at } as const;
      return await alerts.end(step.id, { at, ending: 'recovered', announcement });
    }
    case 'restate':
      return await alerts.restate(step.id, step.seenAt, step.change);
    case 'replace':
      await alerts.end(step.id, { at, ending: 'superseded', announcement: null });
      break;
    case 'open':
      break;
  }
  return (await alerts.insert(step.alert)) === 'inserted' ? step.alert : null;
}
