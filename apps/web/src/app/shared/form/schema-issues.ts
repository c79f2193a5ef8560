import type * as z from 'zod';
import type { Issue } from '../data/refusal';

/** The issues of a judgement by a schema, in the form in which the server tells them. */
export const schemaIssues = ({ error }: { error?: z.ZodError | undefined }): Issue[] =>
  (error?.issues ?? []).map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
