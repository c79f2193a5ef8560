import type { OwnNames } from '../../names/own-names.ts';

import type { Truths, Zone } from '../../names/name-server.ts';
import type { Recorded } from './evaluate.ts';

/** Targets that are reached by name. */
export interface NamePlan {
  readonly own: OwnNames;
  hostOf(number: number): string;
  /** True for a target whose name is never answered. */
  isDead(number: number): boolean;
}

/** Milliseconds of each answer, and for how long it may be used: the shortest that a check may ask again after. */
const ANSWER = { address: '127.0.0.1', delayMs: 20, ttlSeconds: 5 };

/** Gives each target from a first one on a name of its own, every tenth one that is never answered if there are to be dead ones. */
export async function planNames(
  own: OwnNames,
  { first, targets, hasDead }: { first: number; targets: number; hasDead: boolean },
): Promise<NamePlan> {
  const isDead = (number: number): boolean => hasDead && number % 10 === 0;
  const hostOf = (number: number): string =>
    `www.${isDead(number) ? 'dead' : hasDead ? 'good' : 'site'}${number}.test`;
  const zones = Array.from({ length: targets }, (_, index): [string, Zone] => [
    hostOf(first + index),
    isDead(first + index) ? 'silent' : ANSWER,
  ]);
  await own.set(Object.fromEntries(zones));
  return { own, hostOf, isDead };
}

/** How far measured times of DNS are from the truth, where each check asked once; sorted. */
export function errorsOfNames(
  recorded: readonly Recorded[],
  truths: Truths,
  { hostOf }: Pick<NamePlan, 'hostOf'>,
): number[] {
  return recorded
    .flatMap(({ number, checks }) => {
      const answers = truths[hostOf(number)] ?? [];
      const asked = checks.filter(({ dnsCached }) => !dnsCached);
      // Only where nobody asked twice do the two lists go together.
      if (answers.length !== asked.length) return [];
      return asked.flatMap(({ phases: { dnsMs } }, index) =>
        dnsMs === null ? [] : [dnsMs - (answers[index] ?? NaN)],
      );
    })
    .sort((a, b) => a - b);
}
