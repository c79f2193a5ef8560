import type { QueueConnection } from './connection.ts';
import { CHECK_PARTITION } from './queues.ts';

/** No statement is under way for longer than this, so what lies further ahead was written by another clock. */
const AHEAD = `now() + interval '5 seconds'`;

const clipped = (column: string): string =>
  `${column} = CASE WHEN ${column} > ${AHEAD} THEN now() ELSE ${column} END`;

/** When each queue was last looked after: until then nobody looks for dead workers. */
const queuesUpdate = (schema: string): string => `
  UPDATE ${schema}.queue
  SET ${clipped('monitor_claim_on')}, ${clipped('monitor_on')}, ${clipped('maintain_on')}
  WHERE greatest(monitor_claim_on, monitor_on, maintain_on) > ${AHEAD}`;

/** Signs of life of held jobs: until then the dead ones among them seem to live. */
const heldUpdate = (schema: string): string => `
  UPDATE ${schema}.job
  SET ${clipped('heartbeat_on')}, ${clipped('started_on')}
  WHERE state = 'active' AND heartbeat_on > ${AHEAD}`;

/** Jobs of partitions wait for nothing, unlike those of other queues. */
const partitionsUpdate = (schema: string): string => `
  UPDATE ${schema}.job
  SET start_after = now()
  WHERE name = '${CHECK_PARTITION.name}' AND state < 'active' AND start_after > ${AHEAD}`;

/**
 * Brings the times of the queue back to the present after PostgreSQL's clock was set back: what was dated
 * by it before lies in the future, and the jobs of a worker that dies would stay with it until then.
 */
export async function repairFutureTimestamps(connection: QueueConnection): Promise<void> {
  const { schema } = connection;
  for (const update of [queuesUpdate(schema), heldUpdate(schema), partitionsUpdate(schema)]) {
    await connection.attempt((boss) => boss.getDb().executeSql(update));
  }
}
