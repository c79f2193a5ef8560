export type { ChangeListener } from './change-events.ts';
export type { JobHandler } from './consumer.ts';
export { Jobs, type JobsOptions } from './jobs.ts';
export type { PartitionClaim, PartitionClaims } from './partition-claims.ts';
export {
  CHECK_PARTITION,
  CHECK_URGENT,
  DEAD_LETTERS,
  DELIVERY_LANE,
  DELIVERY_SEND,
  QUEUES,
  type QueueDefinition,
  urgentQueueOf,
} from './queues.ts';
