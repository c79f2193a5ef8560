import type { Check } from '../check/schema.ts';

/** What statistics need of a check. */
export type Sample = Pick<Check, 'slot' | 'outcome' | 'origin' | 'latencyMs' | 'phases'>;

/**
 * Whether a check is part of the statistics at all: confirmations and checks that a person asked for say how a target
 * does, but come more often while it is down or looked at (docs/rules.md, "Numbers").
 */
export const isCounted = ({ origin }: Pick<Sample, 'origin'>): boolean => origin === 'scheduled';

/** Whether a check found a working target. */
export const isGood = ({ outcome }: Pick<Sample, 'outcome'>): boolean =>
  outcome === 'ok' || outcome === 'slow';
