import { type DeadLetter, AppError } from '@app/domain';
import type { Page } from '@app/monitoring';
import * as z from 'zod';
import type { QueueConnection } from './connection.ts';
import { describeFault } from './job-fault.ts';
import { DEAD_LETTERS } from './queues.ts';

/** Time with microseconds: what PostgreSQL orders by is finer than a Date. */
const MOMENT = `to_char(created_on AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const lettersQuery = (schema: string): string => `
  SELECT id, source_name AS queue, data AS payload, source_output AS output,
    ${MOMENT} AS moment, source_retry_count + 1 AS tries
  FROM ${schema}.job
  WHERE name = '${DEAD_LETTERS.name}' AND state < 'active' AND source_name IS NOT NULL
    AND ($1::timestamptz IS NULL OR (created_on, id) < ($1, $2))
    AND ($3::uuid IS NULL OR id = $3)
  ORDER BY created_on DESC, id DESC
  LIMIT $4`;

const Row = z.object({
  id: z.string(),
  queue: z.string(),
  payload: z.unknown(),
  output: z.unknown(),
  moment: z.string(),
  tries: z.int(),
});

/** Payloads hold ids only; whatever else there should be is not shown. */
const Ids = z.record(z.string(), z.union([z.string(), z.number()])).catch({});

const Place = z.tuple([z.iso.datetime(), z.uuid()]);

/** Jobs that failed for good, newest first; null while PostgreSQL is away. Throws invalid for a foreign cursor. */
export async function readDeadLetters(
  connection: QueueConnection,
  { cursor, limit }: { cursor: string | null; limit: number },
): Promise<Page<DeadLetter> | null> {
  const rows = await select(connection, { place: readPlace(cursor), id: null, limit: limit + 1 });
  if (!rows) return null;
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toDeadLetter),
    nextCursor: rows.length > limit && last ? `${last.moment}/${last.id}` : null,
  };
}

/**
 * Puts a dead letter back into its queue, with all its retries. One whose work waits there already is
 * dropped. Answers what was driven again, `none` when nothing has this id, null while PostgreSQL is away.
 */
export async function redriveDeadLetter(
  connection: QueueConnection,
  id: string,
): Promise<DeadLetter | 'none' | null> {
  const rows = await select(connection, { place: null, id, limit: 1 });
  if (!rows) return null;
  const [row] = rows;
  if (!row) return 'none';
  const moved = await connection.attempt(async (boss) => {
    const count = await boss.redrive(DEAD_LETTERS.name, { ids: [id] });
    if (count === 0) await boss.deleteJob(DEAD_LETTERS.name, id);
    return count;
  });
  return moved === null ? null : toDeadLetter(row);
}

async function select(
  connection: QueueConnection,
  query: { place: z.infer<typeof Place> | null; id: string | null; limit: number },
): Promise<z.infer<typeof Row>[] | null> {
  const [moment = null, lastId = null] = query.place ?? [];
  const answer = await connection.attempt((boss) =>
    boss
      .getDb()
      .executeSql(lettersQuery(connection.schema), [moment, lastId, query.id, query.limit]),
  );
  return answer && z.array(Row).parse(answer.rows);
}

const toDeadLetter = ({ payload, output, moment, ...row }: z.infer<typeof Row>): DeadLetter => ({
  ...row,
  payload: Ids.parse(payload),
  reason: describeFault(output),
  failedAt: new Date(moment),
});

function readPlace(cursor: string | null): z.infer<typeof Place> | null {
  if (cursor === null) return null;
  const place = Place.safeParse(cursor.split('/'));
  if (place.success) return place.data;
  throw new AppError(
    'invalid',
    'This cursor does not belong to this list. Start again without one.',
    { field: 'cursor' },
  );
}
