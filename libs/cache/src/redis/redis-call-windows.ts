import type { CallWindow } from '@app/domain/limits';
import type { CallWindowStore } from '@app/monitoring';
import type { RedisLink } from './redis-link.ts';

const PREFIX = 'netumo:calls:';

/** Redis runs it as a whole, so that no window is left without an end. */
const COUNT = `
local count = redis.call('INCR', KEYS[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  left = tonumber(ARGV[1])
  redis.call('PEXPIRE', KEYS[1], left)
end
return {count, left}`;

export interface RedisCallWindowsOptions {
  readonly now: () => Date;
  /** Counts while Redis does not; without it counting fails meanwhile. */
  readonly insurance?: CallWindowStore;
}

/** Counts calls in Redis, by whose clock windows end. */
export const createRedisCallWindows = (
  link: RedisLink,
  { now, insurance }: RedisCallWindowsOptions,
): CallWindowStore => ({
  async count(key, windowMs) {
    try {
      const script = { keys: [PREFIX + key], arguments: [String(windowMs)] };
      return readWindow(await link.ask((client) => client.eval(COUNT, script)), now());
    } catch (error) {
      if (!insurance) throw error;
      return await insurance.count(key, windowMs);
    }
  },

  async forget(key) {
    // It may have been counted by either.
    const forgetting = [
      link.ask((client) => client.del(PREFIX + key)),
      ...(insurance ? [insurance.forget(key)] : []),
    ];
    await Promise.allSettled(forgetting);
  },
});

function readWindow(reply: unknown, now: Date): CallWindow {
  const [count, leftMs] = Array.isArray(reply) ? (reply as unknown[]) : [];
  if (!isCount(count) || !isCount(leftMs)) throw new Error('Redis did not answer with a count.');
  return { count, resetAt: new Date(now.getTime() + leftMs) };
}

const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;
