import { AppError, shorten } from '@app/domain';
import type { TRPCDefaultErrorShape, TRPCError } from '@trpc/server';
import * as z from 'zod';
import { errorId } from './error-id.ts';

/** One field that was wrong and how to mend it. */
export interface InputIssue {
  path: string;
  message: string;
}

export interface ErrorShape extends Omit<TRPCDefaultErrorShape, 'data'> {
  data: {
    code: TRPCDefaultErrorShape['data']['code'];
    httpStatus: number;
    path: string | undefined;
    /** Machine-readable reason where one exists, for instance `EGRESS_PRIVATE`. */
    reason: string | null;
    /** Field that was wrong, dotted, where a single one is known. */
    field: string | null;
    issues: InputIssue[];
    /** Of limits: when the same may be tried again. */
    retryAfterSeconds: number | null;
    /** Of conflicts: the target that is in the way. */
    target: { id: string; name: string } | null;
  };
}

const ownFault = (error: Error): string =>
  `Something went wrong here, and it is logged as ${errorId(error)}. Try again in a moment.`;

/** Longest message, in characters: an error must not cost more than what it answers. */
const MAX_ANSWER = 2_000;

const NO_JSON = 'The request is not valid JSON. Check quotes, commas and brackets.';

/** What clients see of an error: a sentence, codes and fields; never a stack, a path or a host of ours. */
export function formatError({
  error,
  shape,
}: {
  error: TRPCError;
  shape: TRPCDefaultErrorShape;
}): ErrorShape {
  const { cause } = error;
  // An output that does not fit its schema is a fault of ours and nothing that a client can mend.
  const isInput = cause instanceof z.ZodError && error.code === 'BAD_REQUEST';
  const issues = isInput ? inputIssues(cause) : [];
  const refusal = cause instanceof AppError ? cause : null;
  const { code, httpStatus, path } = shape.data;
  return {
    code: shape.code,
    message: shorten(messageOf(error, issues), MAX_ANSWER),
    data: {
      code,
      httpStatus,
      path: path === undefined ? undefined : shorten(path, MAX_PATH),
      reason: refusal?.reason ?? null,
      field: refusal?.field ?? issues[0]?.path ?? null,
      issues: refusal?.field ? [{ path: refusal.field, message: refusal.message }] : issues,
      retryAfterSeconds: refusal?.retryAfterSeconds ?? null,
      target: refusal?.target ?? null,
    },
  };
}

function messageOf(error: TRPCError, issues: readonly InputIssue[]): string {
  if (error.code === 'INTERNAL_SERVER_ERROR') return ownFault(error);
  if (error.cause instanceof SyntaxError) return NO_JSON;
  if (issues.length === 0) return error.message;
  return issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join(' ');
}

/** Issues a client needs at most; a request with more has nothing right in it. */
const MAX_ISSUES = 20;

/** Unknown names are a client's own words: a few of them show what is wrong. */
const MAX_KEYS = 10;
const MAX_KEY = 60;
const MAX_PATH = 200;
const MAX_MESSAGE = 500;

const inputIssues = (error: z.ZodError): InputIssue[] =>
  error.issues.slice(0, MAX_ISSUES).map((issue) => ({
    path: shorten(issue.path.map(String).join('.'), MAX_PATH),
    message: shorten(wordsOf(issue), MAX_MESSAGE),
  }));

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'unrecognized_keys') return issue.message;
  const { keys } = issue;
  const shown = keys.slice(0, MAX_KEYS).map((key) => JSON.stringify(shorten(key, MAX_KEY)));
  const more = keys.length > MAX_KEYS ? ` and ${keys.length - MAX_KEYS} more` : '';
  return `Unrecognized ${keys.length === 1 ? 'key' : 'keys'}: ${shown.join(', ')}${more}`;
}
