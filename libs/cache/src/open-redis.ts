import type { CallWindowStore } from '@app/monitoring';
import type { SharedAnswers } from './answer-cache.ts';
import { createRedisAnswers } from './redis/redis-answers.ts';
import {
  createRedisCallWindows,
  type RedisCallWindowsOptions,
} from './redis/redis-call-windows.ts';
import type { RedisLinkOptions, RedisState } from './redis/redis-link.ts';

/** What all api processes share in Redis. */
export interface SharedMemory {
  readonly answers: SharedAnswers;
  /** Counts calls; while Redis is away, as `insurance` does or, without one, not at all: it rejects. */
  callWindows(insurance?: CallWindowStore): CallWindowStore;
  readonly state: RedisState;
  close(): void;
}

/** Connects to Redis without waiting for it. */
export async function openRedis(options: RedisLinkOptions): Promise<SharedMemory> {
  // The client takes 17 MB, which nobody pays for without a Redis.
  const { RedisLink } = await import('./redis/redis-link.ts');
  const link = new RedisLink(options);
  const windows = (more: Pick<RedisCallWindowsOptions, 'insurance'>) =>
    createRedisCallWindows(link, { now: options.now, ...more });
  return {
    answers: createRedisAnswers(link),
    callWindows: (insurance) => windows(insurance ? { insurance } : {}),
    get state() {
      return link.state;
    },
    close: () => link.close(),
  };
}
