import {
  AppError,
  notFound,
  type DeadLetter,
  type DeadLetterPage,
  type ListDeadLetters,
} from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

const DEFAULT_LIMIT = 50;

/** Jobs that failed for good, newest first. Throws precondition while the queue is away. */
export async function listDeadLetters(
  { ports }: Context<Pick<Ports, 'queue'>>,
  { cursor, limit = DEFAULT_LIMIT }: ListDeadLetters,
): Promise<DeadLetterPage> {
  return (await ports.queue.deadLetters({ cursor: cursor ?? null, limit })) ?? refuse();
}

/** Puts a job that failed for good back into its queue. Throws not-found, and precondition while the queue is away. */
export async function redriveDeadLetter(
  { ports }: Context<Pick<Ports, 'queue'>>,
  id: string,
): Promise<DeadLetter> {
  const driven = (await ports.queue.redriveDeadLetter(id)) ?? refuse();
  if (driven === 'none') throw notFound('dead letter');
  return driven;
}

function refuse(): never {
  throw new AppError(
    'precondition',
    'PostgreSQL cannot be reached at the moment, so nothing is known of its jobs. Try again shortly.',
  );
}
