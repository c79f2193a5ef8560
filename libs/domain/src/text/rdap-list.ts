import type { RdapListProblem } from '../check/registration-failure.ts';
import { DEFAULT_LANGUAGE, type Language } from './format/language.ts';
import { describeRegistrationFailure } from './registration-failure.ts';
import { TEXTS } from './texts.ts';

/** Why the list of RDAP services could not be refreshed, in a sentence. */
export const describeRdapListProblem = (
  problem: RdapListProblem,
  language: Language = DEFAULT_LANGUAGE,
): string =>
  problem.is === 'no-list' || problem.is === 'no-json'
    ? TEXTS[language].rdapList.describeListAnswer(problem)
    : describeRegistrationFailure({ fact: problem }, language);

/** A list as far as people are told of it. */
interface DescribedList {
  source: string;
  publishedAt: Date;
  fetchedAt: Date | null;
  /** Its age. */
  days: number;
  isOld: boolean;
  /** A sentence; null where it was refreshed. */
  problem: string | null;
}

/** Says which list is in use, how old it is, and what an old one that cannot be refreshed means. */
export function describeRdapList(
  list: DescribedList | null,
  language: Language = DEFAULT_LANGUAGE,
): string {
  const words = TEXTS[language].rdapList;
  if (!list) return words.NO_LIST;
  const { source, publishedAt, fetchedAt, days, isOld, problem } = list;
  const said = [
    fetchedAt
      ? words.fetchedList(new URL(source).host, fetchedAt, days)
      : words.bundledList(publishedAt, days),
    problem === null ? [] : words.notRefreshed(problem),
    isOld && problem !== null ? words.OLD_LIST : [],
  ];
  return said.flat().join(' ');
}
