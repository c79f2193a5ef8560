import { field, fieldsOf, type RawValue } from '../bson/raw-value.ts';
import { BsonType } from '../bson/raw-value.ts';
import { isTrue } from '../bson/scalars.ts';
import { ServerError } from '../bson/errors.ts';
import { Pace } from '../pace.ts';
import type { Request } from './context.ts';
import { WriteResult } from './write-result.ts';

/** Does one statement. It pauses only where it may: a statement on one document never does. */
export type Statement = (result: WriteResult, index: number) => Iterable<undefined>;

export interface Batch {
  readonly statements: readonly Statement[];
  /** Some statement may touch many documents. */
  readonly isMulti: boolean;
  readonly withModified: boolean;
}

/**
 * Runs the statements of one command and gives its reply. An ordered batch ends at its first
 * refusal, an unordered one goes on. Retryable batches run in one go, so that their reply is stored
 * with all they did; batches that touch many documents let other commands in between.
 */
export async function runBatch(request: Request, batch: Batch): Promise<Buffer> {
  const { body, retries } = request;
  const isRetryable = field(body, 'txnNumber') !== undefined;
  if (isRetryable && batch.isMulti) {
    throw new ServerError(72, 'Cannot use retryable writes with multi=true or limit=0');
  }
  const ordered = field(body, 'ordered');
  const steps = execute(batch, ordered === undefined || isTrue(ordered));
  if (!batch.isMulti) return retries.once(body, () => finish(steps));
  const pace = new Pace(request.deadline);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (pace.isOver) await pace.breathe();
  }
}

function* execute(
  { statements, withModified }: Batch,
  isOrdered: boolean,
): Generator<undefined, Buffer> {
  const result = new WriteResult();
  for (const [index, statement] of statements.entries()) {
    try {
      yield* statement(result, index);
    } catch (error) {
      result.addError(index, error);
      if (isOrdered) break;
    }
  }
  return result.reply(withModified);
}

function finish(steps: Generator<undefined, Buffer>): Buffer {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Refuses options of a statement that are outside the surface. */
export function checkStatementFields(
  statement: RawValue,
  kind: string,
  allowed: readonly string[],
): void {
  for (const { name } of fieldsOf(statement)) {
    if (!allowed.includes(name)) {
      throw new ServerError(40415, `BSON field '${kind}.${name}' is an unknown field.`);
    }
  }
}

/** The filter of a statement. */
export function statementFilter(statement: RawValue, kind: string): RawValue {
  const filter = field(statement, 'q');
  if (filter?.type !== BsonType.object) {
    throw new ServerError(40414, `BSON field '${kind}.q' is missing but a required field`);
  }
  return filter;
}
