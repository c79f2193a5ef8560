import type { Check, TargetRecord } from '@app/domain';
import type { Sample } from '@app/domain/stats';
import type { Ports } from '../ports/index.ts';

/** A check as statistics count it, with its slot in milliseconds since 1970. */
export type SlottedSample = Omit<Sample, 'slot'> & { readonly slot: number };

/**
 * Checks of a target with `from <= slot < to`, as far as statistics need them, in any order: those that are stored and
 * those that it carries. One that is in both is given once.
 */
export async function* samplesWithin(
  { results }: Pick<Ports, 'results'>,
  target: Pick<TargetRecord, 'id' | 'recent'>,
  { from, to }: { from: Date; to: Date },
): AsyncGenerator<SlottedSample> {
  const carried = new Map(
    target.recent
      .filter(({ slot }) => slot >= from && slot < to)
      .map((check): [number, Check] => [check.slot.getTime(), check]),
  );
  for await (const { slots, latencies, phases, traits } of results.hours(target.id, from, to)) {
    for (const [index, slot] of slots.entries()) {
      const shared = traits[index];
      if (!shared || carried.has(slot)) continue;
      yield {
        slot,
        outcome: shared.outcome,
        origin: shared.origin,
        latencyMs: latencies[index] ?? null,
        phases: {
          dnsMs: phases.dnsMs[index] ?? null,
          connectMs: phases.connectMs[index] ?? null,
          tlsMs: phases.tlsMs[index] ?? null,
          firstByteMs: phases.firstByteMs[index] ?? null,
          transferMs: phases.transferMs[index] ?? null,
        },
      };
    }
  }
  for (const [slot, { outcome, origin, latencyMs, phases }] of carried) {
    yield { slot, outcome, origin, latencyMs, phases };
  }
}
