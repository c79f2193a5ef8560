import { archiveLine } from '@app/domain/history';
import type { ArchivedLines } from '../ports/archive.ts';
import type { Ports } from '../ports/index.ts';
import type { ResultStore } from '../ports/results.ts';

export interface ArchivePorts extends Pick<Ports, 'archive'> {
  results: Pick<ResultStore, 'oldestDay' | 'checksOfDay' | 'removeClosed'>;
}

/**
 * Writes the checks of the oldest day before one to the archive, then deletes them as they were written: what came in
 * between follows in a file of its own. Safe to repeat and to break off. Answers of how many targets that was.
 *
 * @param goOn asked for each target; rejects to break off
 */
export async function archiveOldestDay(
  { archive, results }: ArchivePorts,
  before: Date,
  goOn: () => Promise<void>,
): Promise<number> {
  const day = await results.oldestDay(before);
  if (!day) return 0;
  const versions = new Map<string, string>();
  async function* lines(at: Date): AsyncGenerator<ArchivedLines> {
    for await (const { key, targetId, checks, version } of results.checksOfDay(at)) {
      await goOn();
      yield { lines: checks.map((check) => archiveLine({ targetId, check })) };
      versions.set(key, version);
    }
  }
  await archive.write(day.toISOString().slice(0, 10), lines(day));
  return await results.removeClosed(versions);
}
