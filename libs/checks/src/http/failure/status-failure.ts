import type { Failure } from '@app/domain';
import { failure } from './context.ts';

/** What an answer with another status than expected says. */
export const statusFailure = (statusCode: number, expected: string): Failure =>
  failure('status', String(statusCode), { is: 'status', expected });
