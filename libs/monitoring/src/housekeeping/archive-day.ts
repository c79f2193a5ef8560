import type { Setbacks } from '@app/domain';
import { archiveLine } from '@app/domain/history';
import { createBreath } from '../breath.ts';
import type { ArchivedLines } from '../ports/archive.ts';
import type { Ports } from '../ports/index.ts';
import type { ClosedChecks, ResultStore } from '../ports/results.ts';
import { type Apart, doOrSetApart } from '../set-apart.ts';

export interface ArchivePorts extends Pick<Ports, 'archive' | 'log' | 'now'> {
  results: Pick<ResultStore, 'oldestDay' | 'checksOfDay' | 'removeClosed'>;
}

const ARCHIVING = 'archiving the checks';
const READING = 'reading the manifest of the archive';

type GoOn = () => Promise<void>;

/**
 * Writes the checks of days before one to the archive, then deletes them as they were written: what came in between
 * follows in a file of its own. Each call does one day, the oldest first, and answers of how many targets; 0 when none
 * is left. Safe to repeat and to break off. Checks of a target that cannot be written stay where they are, and the day
 * of which something stays is set apart; manifests that cannot be read are told of, and left alone.
 */
export function archiveDays(
  ports: ArchivePorts,
  { before, setbacks }: { before: Date; setbacks: Setbacks },
): (goOn: GoOn) => Promise<number> {
  const { archive, results, log } = ports;
  const apart: Date[] = [];
  const idOf = (day: Date): string => day.toISOString().slice(0, 10);
  const at = (): Apart => ({ setbacks, log, now: ports.now() });
  return async (goOn) => {
    const waiting = new Set(setbacks.waiting(ARCHIVING, ports.now()));
    const day = await results.oldestDay(before, apart);
    if (!day) return 0;
    if (waiting.has(idOf(day))) {
      apart.push(day);
      return 1;
    }
    for (const name of (await archive.list(idOf(day), idOf(day))).unreadable) {
      await doOrSetApart(at(), { kind: READING, id: name }, () =>
        Promise.reject(new Error('it is damaged, and left alone: mend it from a backup')),
      );
    }
    const versions = new Map<string, string>();
    let stays = 0;
    async function* lines(): AsyncGenerator<ArchivedLines> {
      const breathe = createBreath();
      for await (const closed of results.checksOfDay(day ?? before)) {
        await goOn();
        await breathe();
        const written = linesOf(closed);
        if (written === null) {
          stays++;
          continue;
        }
        yield written;
        versions.set(closed.key, closed.version);
      }
    }
    await archive.write(idOf(day), lines());
    const removed = await results.removeClosed(versions);
    const piece = { kind: ARCHIVING, id: idOf(day) };
    const isWhole = await doOrSetApart(at(), piece, async () => {
      if (stays > 0) throw new Error(`those of ${stays} targets cannot be read, and stay`);
    });
    if (!isWhole) apart.push(day);
    return Math.max(removed, isWhole ? 0 : 1);
  };
}

/** Null for checks that cannot be read or written. */
function linesOf({ targetId, checks }: ClosedChecks): ArchivedLines | null {
  if (checks === null) return null;
  return { lines: checks.map((check) => archiveLine({ targetId, check })) };
}
