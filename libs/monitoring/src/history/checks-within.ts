import type { Check, TargetRecord } from '@app/domain';
import { createBreath } from '../breath.ts';
import type { Ports } from '../ports/index.ts';

/**
 * Checks of a target with `from <= slot < to`, piece by piece and oldest first: those in buckets and those that it
 * carries. One that is in both is given once.
 */
export async function* checksWithin(
  { results }: Pick<Ports, 'results'>,
  target: Pick<TargetRecord, 'id' | 'recent'>,
  { from, to }: { from: Date; to: Date },
): AsyncGenerator<Check[]> {
  let left = bySlot([], target.recent).filter(({ slot }) => slot >= from && slot < to);
  const slots = new Set(left.map(({ slot }) => slot.getTime()));
  const breathe = createBreath();
  for await (const piece of results.range(target.id, from, to)) {
    await breathe();
    const last = piece.reduce((latest, { slot }) => Math.max(latest, +slot), 0);
    const reached = left.filter(({ slot }) => +slot <= last);
    left = left.slice(reached.length);
    yield bySlot(
      piece.filter(({ slot }) => !slots.has(slot.getTime())),
      reached,
    );
  }
  if (left.length > 0) yield left;
}

/** Merges archived and carried checks, oldest first; a check that is in both counts once. */
export function bySlot(stored: readonly Check[], carried: readonly Check[]): Check[] {
  const unique = new Map([...stored, ...carried].map((check) => [check.slot.getTime(), check]));
  return [...unique.values()].sort((a, b) => +a.slot - +b.slot);
}
