import { AppError } from '@app/domain';
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
  };
}

const ownFault = (error: Error): string =>
  `Something went wrong here, and it is logged as ${errorId(error)}. Try again in a moment.`;

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
    message: messageOf(error, issues),
    data: {
      code,
      httpStatus,
      path,
      reason: refusal?.reason ?? null,
      field: refusal?.field ?? issues[0]?.path ?? null,
      issues: refusal?.field ? [{ path: refusal.field, message: refusal.message }] : issues,
      retryAfterSeconds: refusal?.retryAfterSeconds ?? null,
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

const inputIssues = (error: z.ZodError): InputIssue[] =>
  error.issues
    .slice(0, MAX_ISSUES)
    .map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
