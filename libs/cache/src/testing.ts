export {
  findRedisServer,
  NO_REDIS,
  type RedisServer,
  startRedisServer,
} from './testing/redis-server.ts';
