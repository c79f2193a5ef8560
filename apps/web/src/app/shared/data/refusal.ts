import type { AppRouter } from '@app/router';
import { TRPCClientError } from '@trpc/client';
import { sharedWords } from '../words/shared';

/** One thing that is wrong with an input: the dotted field, and a sentence. */
export interface Issue {
  path: string;
  message: string;
}

/** What the server, or the way to it, said instead of an answer. */
export interface Refusal {
  /** tRPC code, `UNREACHABLE` when no answer came, `UNKNOWN` for a fault of this page. */
  code: string;
  message: string;
  issues: readonly Issue[];
  /** The target that is in the way, if any. */
  target: { readonly id: string; readonly name: string } | null;
}

const isClientError = (error: unknown): error is TRPCClientError<AppRouter> =>
  error instanceof TRPCClientError;

/** Reads an error of the client as a refusal; anything unexpected is said in plain words. */
export function asRefusal(error: unknown): Refusal {
  if (!isClientError(error)) {
    return { code: 'UNKNOWN', message: sharedWords.unexpected, issues: [], target: null };
  }
  const { data, message } = error;
  if (!data) {
    return { code: 'UNREACHABLE', message: sharedWords.unreachable, issues: [], target: null };
  }
  // An older server names no target.
  const target = (data.target as typeof data.target | undefined) ?? null;
  return { code: data.code, message, issues: data.issues, target };
}
