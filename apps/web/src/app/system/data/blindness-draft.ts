import { BlindnessSettings } from '@app/domain';
import type { Issue } from '../../shared/data/refusal';
import { issueWords } from '../../shared/form/issue-words';
import { schemaIssues } from '../../shared/form/schema-issues';
import { formWords } from '../../shared/words/form';

/** When people are told that the monitor is blind, as a form holds it: the share in percent. */
export interface BlindnessDraft {
  percent: number | null;
  atLeast: number | null;
  afterSeconds: number | null;
}

const Rest = BlindnessSettings.omit({ share: true });

export const blindnessDraftOf = (settings: BlindnessSettings): BlindnessDraft => ({
  percent: Math.round(settings.share * 100),
  atLeast: settings.atLeast,
  afterSeconds: settings.afterSeconds,
});

/** What is wrong with a draft. */
export function blindnessIssues({ percent, ...rest }: BlindnessDraft): Issue[] {
  const message = percentIssue(percent);
  return [
    ...(message === null ? [] : [{ path: 'percent', message }]),
    ...schemaIssues(Rest.safeParse(rest, { error: issueWords })),
  ];
}

function percentIssue(percent: number | null): string | null {
  if (percent === null || !Number.isInteger(percent)) return formWords.number;
  if (percent < 1) return formWords.atLeast('1');
  return percent > 100 ? formWords.atMost('100') : null;
}

/** A draft without issues in the form of the contract; a share that nobody touched keeps its decimals. */
export function blindnessOf(
  { percent, ...rest }: BlindnessDraft,
  known: BlindnessSettings,
): BlindnessSettings {
  const isSame = percent === null || percent === blindnessDraftOf(known).percent;
  return { ...Rest.parse(rest), share: isSame ? known.share : percent / 100 };
}
