export { AnswerCache, type SharedAnswers } from './answer-cache.ts';
export { openRedis, type SharedMemory } from './open-redis.ts';
export type { RedisState } from './redis/redis-link.ts';
