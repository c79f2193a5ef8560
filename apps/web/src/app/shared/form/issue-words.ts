import type * as z from 'zod';
import { formWords } from '../words/form';

/** Says in plain words what is wrong with a figure or a text, where the schema has no sentence of its own. */
export const issueWords: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type') return formWords.number;
  if (issue.code === 'too_small' && issue.origin !== 'string') {
    return formWords.atLeast(String(issue.minimum));
  }
  if (issue.code === 'too_big') {
    const most = String(issue.maximum);
    return issue.origin === 'string' ? formWords.charactersAtMost(most) : formWords.atMost(most);
  }
  return undefined;
};
