import { setTimeout as sleep } from 'node:timers/promises';
import { keepHouse, systemContext } from '@app/monitoring';
import { createFileArchive, newId, type Stores } from '@app/persistence';
import { quantile } from '../../quantile.ts';
import { DAY_MS, recentChecks } from './seed.ts';

const silent = (): void => undefined;
/** How often a target is written meanwhile, as checks do it. */
const WRITE_EVERY_MS = 20;

export interface Kept {
  seconds: number;
  /** How long the writes of other targets took meanwhile, in milliseconds, sorted. */
  writes: number[];
}

/** Puts yesterday of every target back into hours, as it is before it is closed. */
export async function openYesterday(stores: Stores, ids: readonly string[], now: Date) {
  const today = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS);
  const yesterday = new Date(today.getTime() - DAY_MS);
  const AT_ONCE = 20;
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    await stores.results.append(
      ids.slice(at, at + AT_ONCE).map((targetId, index) => ({
        targetId,
        checks: recentChecks(at + index, yesterday, today),
      })),
    );
  }
}

/** Keeps house until nothing is left, while targets go on being written. */
export async function keepAll(
  stores: Stores,
  { ids, now, archiveFolder }: { ids: readonly string[]; now: Date; archiveFolder: string },
): Promise<Kept> {
  const over = new AbortController();
  const writes: number[] = [];
  const writing = (async () => {
    for (let time = 0; !over.signal.aborted; time++) {
      const id = ids[(time * 7_919) % ids.length] ?? '';
      const from = performance.now();
      const target = await stores.targets.get(id);
      if (target) await stores.targets.change(id, target.version, { state: target.state });
      writes.push(performance.now() - from);
      await sleep(WRITE_EVERY_MS);
    }
  })();
  const context = systemContext({
    ...stores,
    archive: createFileArchive(archiveFolder),
    changes: { publish: async () => undefined },
    log: { debug: silent, info: silent, warn: silent, error: silent },
    newId,
    now: () => new Date(now.getTime() + (performance.now() - started)),
  });
  const started = performance.now();
  for (let done: number | null = -1; done !== null && done !== 0;) done = await keepHouse(context);
  const seconds = (performance.now() - started) / 1_000;
  over.abort();
  await writing;
  return { seconds, writes: writes.sort((a, b) => a - b) };
}

export const p99Of = ({ writes }: Kept): number => quantile(writes, 0.99);
