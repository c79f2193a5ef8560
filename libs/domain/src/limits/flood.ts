import type { Trouble } from '../alert/system-trouble.ts';
import type { CallClass } from './call.ts';

/** Calls of one caller that were refused because of its limits, one soon after the other. */
export interface Refusals {
  readonly caller: string;
  /** What the newest of them was. */
  readonly class: CallClass | 'stream';
  readonly refused: number;
  readonly since: Date;
  readonly lastAt: Date;
}

/** So many refusals in a row are no page that was loaded too often. */
export const FLOOD_REFUSALS = 100;

/** Without a refusal for this long, a caller has come to its senses. */
export const REFUSALS_END_MS = 60_000;

/** The refusals of a caller after another one. */
export function afterRefusal(
  known: Refusals | undefined,
  refusal: Pick<Refusals, 'caller' | 'class'>,
  now: Date,
): Refusals {
  const goesOn = known && now.getTime() - known.lastAt.getTime() < REFUSALS_END_MS;
  return {
    ...refusal,
    refused: goesOn ? known.refused + 1 : 1,
    since: goesOn ? known.since : now,
    lastAt: now,
  };
}

/** The trouble that somebody floods this product with calls; null when nobody does. */
export function floodTrouble(floods: readonly Refusals[]): Trouble | null {
  const [worst] = floods.toSorted((a, b) => b.refused - a.refused);
  if (!worst) return null;
  const { caller, refused, since } = worst;
  const others = floods.length - 1;
  return {
    key: 'flood',
    severity: 'warning',
    hasLasted: true,
    fact: { is: 'flood', caller, refused, since, ...(others > 0 && { others }) },
  };
}
