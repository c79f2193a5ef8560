import { isSameValue } from '../common/same-value.ts';
import type { KeyedSettings } from './record.ts';
import type { Thresholds } from './settings.ts';

/** Settings that change what a check means: after them the verdict starts anew. */
const JUDGED = ['url', 'request', 'expect'] as const satisfies (keyof KeyedSettings)[];
const WARNINGS = ['certificateDays', 'domainDays'] as const satisfies (keyof Thresholds)[];

/** What a change of settings comes down to. */
export interface SettingsDifference {
  /** Nothing at all is different. */
  isNone: boolean;
  /** What a check asks or expects is another thing. */
  isJudgedAnew: boolean;
  /** Checks come at other times. */
  isReplanned: boolean;
  /** People are warned of an expiry at another time. */
  isWarnedAnew: boolean;
}

/** Compares settings by their values: a form sends all of them, whatever a person changed. */
export function differenceOf(before: KeyedSettings, after: KeyedSettings): SettingsDifference {
  const differs = (key: keyof KeyedSettings): boolean => !isSameValue(before[key], after[key]);
  const names = Object.keys(after) as (keyof KeyedSettings)[];
  return {
    isNone: !names.some(differs),
    isJudgedAnew: JUDGED.some(differs),
    isReplanned: differs('intervalSeconds'),
    isWarnedAnew: WARNINGS.some((key) => before.thresholds[key] !== after.thresholds[key]),
  };
}
