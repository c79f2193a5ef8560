import { type Check, keptFrom } from '@app/domain';
import { readArchiveLine } from '@app/domain/history';
import type { Context } from '../context.ts';
import type { Archive } from '../ports/archive.ts';
import type { Ports } from '../ports/index.ts';
import type { ResultStore } from '../ports/results.ts';

export interface RestorePorts extends Pick<Ports, 'now'> {
  archive: Pick<Archive, 'list' | 'read'>;
  settings: Pick<Ports['settings'], 'get'>;
  results: Pick<ResultStore, 'append' | 'closeDay'>;
}

/** What was read back. */
export interface Restored {
  files: number;
  checks: number;
  /** Names of manifests of these days that cannot be read: what they tell of was left out. */
  unreadable: string[];
  /** The first day that is kept, where days that were asked for are older: they would be archived again at once. */
  keptFrom: string | null;
}

/**
 * Brings checks of some days (UTC, `2026-03-29`, both included) back from the archive. May be broken off and repeated:
 * a check that is there already is not taken twice. Days that are no longer kept are left out.
 */
export async function restoreDays(
  { ports, signal }: Context<RestorePorts>,
  { first, last }: { first: string; last: string },
): Promise<Restored> {
  const { retention } = await ports.settings.get();
  const oldest = keptFrom(retention, ports.now()).checks.toISOString().slice(0, 10);
  const { files, unreadable } = await ports.archive.list(first > oldest ? first : oldest, last);
  let checks = 0;
  for (const file of files) {
    const day = new Date(`${file.day}T00:00:00Z`);
    for await (const ofTarget of byTarget(ports.archive.read(file))) {
      signal.throwIfAborted();
      await ports.results.append([ofTarget]);
      await ports.results.closeDay({ targetId: ofTarget.targetId, day });
      checks += ofTarget.checks.length;
    }
  }
  return { files: files.length, checks, unreadable, keptFrom: first < oldest ? oldest : null };
}

interface OfTarget {
  targetId: string;
  checks: Check[];
}

/** Checks target by target, as they stand in a file. */
async function* byTarget(lines: AsyncIterable<string>): AsyncGenerator<OfTarget> {
  let current: OfTarget | null = null;
  for await (const line of lines) {
    const { targetId, check } = readArchiveLine(line);
    if (current && current.targetId !== targetId) {
      yield current;
      current = null;
    }
    current ??= { targetId, checks: [] };
    current.checks.push(check);
  }
  if (current) yield current;
}
