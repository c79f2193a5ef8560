import type { ProbeResult } from '@app/domain';
import { statusKindOf, type ProbeContext, type ProbedTarget } from '@app/domain/check-kinds';
import type { Ports } from '../ports/index.ts';

/**
 * Probes a target as the kind of check does that decides its status. Failures are values; it rejects with the reason of the
 * signal, and for a target that has no such check.
 */
export async function probeStatus(
  probes: Ports['statusProbes'],
  target: ProbedTarget,
  context: ProbeContext,
): Promise<ProbeResult> {
  const kind = statusKindOf(target.url);
  const probe = kind && probes[kind.name];
  if (!probe) throw new Error(`Nothing here probes ${kind?.name ?? 'targets without checks'}.`);
  return await probe.probe(kind.request(target), context);
}
