import type { Phases } from '@app/domain';

export type PhaseName = keyof Phases;

export interface PhasePart {
  name: PhaseName;
  ms: number;
  /** Share of the whole, 0..100. */
  percent: number;
}

const ORDER: readonly PhaseName[] = ['dnsMs', 'connectMs', 'tlsMs', 'firstByteMs', 'transferMs'];

/** The phases that happened, in their order, with their share of the time. */
export function phaseParts(phases: Phases): PhasePart[] {
  const happened = ORDER.flatMap((name) => {
    const ms = phases[name];
    return ms === null ? [] : [{ name, ms }];
  });
  const total = happened.reduce((sum, { ms }) => sum + ms, 0);
  return happened.map(({ name, ms }) => ({
    name,
    ms,
    percent: total === 0 ? 100 / happened.length : (ms / total) * 100,
  }));
}
