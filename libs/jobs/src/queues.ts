import { PARTITIONS } from '@app/domain';
import type { Queue as QueueOptions } from 'pg-boss';
import * as z from 'zod';

/** A queue of ours: what its jobs carry (ids only) and what happens to them when things go wrong. */
export interface QueueDefinition<Payload> {
  name: string;
  payload: z.ZodType<Payload>;
  options: Omit<QueueOptions, 'name'>;
  /** Jobs of a higher priority are fetched first. */
  priority: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Shortest heartbeat that pg-boss allows: with a look every 2 to 4 s a dead worker is found in 15 s. */
const HEARTBEAT_SECONDS = 10;

/** Retries are for our own faults only (a database away): 2, 4, 8, 16, 30 s outlast an outage of a minute. */
const RETRY_OWN_FAULTS = {
  retryLimit: 5,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 30,
} as const;

/** Jobs that failed for good, with payload and reason, kept for people to look at and to send again. */
export const DEAD_LETTERS: QueueDefinition<unknown> = {
  name: 'dead-letters',
  payload: z.unknown(),
  options: { policy: 'standard', retentionSeconds: 90 * DAY, deleteAfterSeconds: 90 * DAY },
  priority: 0,
};

export const PartitionPayload = z.object({
  partition: z
    .int()
    .min(0)
    .max(PARTITIONS - 1),
});

/**
 * One job for each partition of targets: who holds it may run the scheduled checks of that partition.
 * Exclusive, so that a partition is never held twice; no dead letter, because a missing job is made anew.
 */
export const CHECK_PARTITION: QueueDefinition<z.infer<typeof PartitionPayload>> = {
  name: 'checks.partition',
  payload: PartitionPayload,
  options: {
    policy: 'exclusive',
    heartbeatSeconds: HEARTBEAT_SECONDS,
    // Held while its worker lives; given back long before this.
    expireInSeconds: 12 * HOUR,
    retryLimit: 3,
    retentionSeconds: DAY,
    deleteAfterSeconds: 5 * MINUTE,
  },
  priority: 0,
};

/** The request that a job came from; absent where nobody asked for it. */
const requestId = z.string().min(1).max(64).optional();

export const UrgentPayload = z.object({ targetId: z.string().min(1).max(64), requestId });

/**
 * Checks outside the grid of slots: first checks, confirmations, "check now". Exclusive by target and
 * slot, so that a ring that is repeated makes no second job.
 */
export const CHECK_URGENT: QueueDefinition<z.infer<typeof UrgentPayload>> = {
  name: 'checks.urgent',
  payload: UrgentPayload,
  options: {
    policy: 'exclusive',
    ...RETRY_OWN_FAULTS,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    // The longest deadline of a check (60 s), its wait for a free place, and 10 s to record it.
    expireInSeconds: 2 * MINUTE,
    retentionSeconds: HOUR,
    deleteAfterSeconds: 5 * MINUTE,
    deadLetter: DEAD_LETTERS.name,
  },
  priority: 10,
};

/**
 * Confirmations that wait for a worker of one region. Whoever loses one loses nothing: anybody finds the same check in
 * `CHECK_URGENT` a moment later.
 */
export const urgentQueueOf = (region: string): QueueDefinition<z.infer<typeof UrgentPayload>> => ({
  name: `${CHECK_URGENT.name}.${region}`,
  payload: UrgentPayload,
  options: {
    policy: 'exclusive',
    retryLimit: 0,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: 2 * MINUTE,
    retentionSeconds: 2 * MINUTE,
    deleteAfterSeconds: 5 * MINUTE,
  },
  priority: 10,
});

/** Of urgent checks that a person waits for: a mass outage brings thousands of confirmations. */
export const AWAITED_PRIORITY = 20;

export const LanePayload = z.object({ laneId: z.string().min(1).max(64), requestId });

/**
 * Work on the lane of a channel: whoever has the job tells what waits. One job waits at most (`short`), beside those
 * that run: what comes while a lane is run is told by that run, or by the next one. The deliveries keep their attempts,
 * so the job's retries are for our own faults only.
 */
export const DELIVERY_LANE: QueueDefinition<z.infer<typeof LanePayload>> = {
  name: 'deliveries.lane',
  payload: LanePayload,
  options: {
    policy: 'short',
    ...RETRY_OWN_FAULTS,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    // A lane is run for as long as there is something to tell, and its last message may take 90 s.
    expireInSeconds: 10 * MINUTE,
    // A channel may ask for an hour of quiet; what waits for longer the reconciler finds.
    retentionSeconds: 2 * DAY,
    deleteAfterSeconds: 5 * MINUTE,
    deadLetter: DEAD_LETTERS.name,
  },
  priority: 10,
};

export const DeliveryPayload = z.object({ deliveryId: z.string().min(1).max(64) });

/** Jobs of the version before, one for each delivery: their lanes are run instead. Nothing is sent here any more. */
export const DELIVERY_SEND: QueueDefinition<z.infer<typeof DeliveryPayload>> = {
  name: 'deliveries.send',
  payload: DeliveryPayload,
  options: {
    policy: 'exclusive',
    ...RETRY_OWN_FAULTS,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: 10 * MINUTE,
    retentionSeconds: 2 * DAY,
    deleteAfterSeconds: 5 * MINUTE,
    deadLetter: DEAD_LETTERS.name,
  },
  priority: 10,
};

/** Every queue, dead letters first: the others refer to them. */
export const QUEUES: readonly QueueDefinition<unknown>[] = [
  DEAD_LETTERS,
  CHECK_PARTITION,
  CHECK_URGENT,
  DELIVERY_LANE,
  DELIVERY_SEND,
];
