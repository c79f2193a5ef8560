import { QueueFigures } from '@app/domain';
import * as z from 'zod';
import type { QueueConnection } from './connection.ts';
import { DEAD_LETTERS, QUEUES } from './queues.ts';

const Rows = z.array(QueueFigures);
const DEAD = `'${DEAD_LETTERS.name}'`;

/** One pass over the jobs; finished ones are deleted within minutes, so the table stays small. */
const figuresQuery = (schema: string): string => `
  SELECT queue AS "name",
    count(*) FILTER (WHERE NOT dead AND state < 'active' AND start_after <= now())::int AS "waiting",
    count(*) FILTER (WHERE NOT dead AND state < 'active' AND start_after > now())::int AS "deferred",
    count(*) FILTER (WHERE NOT dead AND state = 'active')::int AS "active",
    extract(epoch FROM now() - min(start_after)
      FILTER (WHERE NOT dead AND state < 'active' AND start_after <= now()))::float8 AS "oldestSeconds",
    count(*) FILTER (WHERE dead)::int AS "deadLetters",
    count(*) FILTER (WHERE dead AND created_on > now() - interval '1 hour')::int AS "newDeadLetters"
  FROM (
    SELECT state, start_after, created_on, name = ${DEAD} AS dead,
      CASE WHEN name = ${DEAD} THEN source_name ELSE name END AS queue
    FROM ${schema}.job
  ) jobs
  WHERE queue IS NOT NULL
  GROUP BY queue`;

/**
 * How each queue does at the moment, in the order in which they are declared; null while PostgreSQL is
 * away. A queue's dead letters are counted with the queue they come from.
 */
export async function readFigures(connection: QueueConnection): Promise<QueueFigures[] | null> {
  const answer = await connection.attempt((boss) =>
    boss.getDb().executeSql(figuresQuery(connection.schema)),
  );
  if (!answer) return null;
  const found = new Map(Rows.parse(answer.rows).map((figures) => [figures.name, figures]));
  return QUEUES.filter(({ name }) => name !== DEAD_LETTERS.name).map(
    ({ name }) => found.get(name) ?? { name, ...NOTHING },
  );
}

const NOTHING = {
  waiting: 0,
  deferred: 0,
  active: 0,
  oldestSeconds: null,
  deadLetters: 0,
  newDeadLetters: 0,
};
