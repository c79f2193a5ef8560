import type { SharedAnswers } from '../answer-cache.ts';
import { readAnswer, writeAnswer } from '../answer-text.ts';
import type { RedisLink } from './redis-link.ts';

const PREFIX = 'netumo:answer:';
/** What is larger is made faster than it is sent. */
const MOST_CHARACTERS = 262_144;

/** Answers in Redis, where they are gone by themselves. */
export const createRedisAnswers = (link: RedisLink): SharedAnswers => ({
  async find(key) {
    const name = PREFIX + key;
    try {
      const [text, leftMs] = await link.ask((client) =>
        Promise.all([client.get(name), client.pTTL(name)]),
      );
      const value = readAnswer(key, text);
      return value !== null && typeof leftMs === 'number' && leftMs > 0
        ? { value, seconds: leftMs / 1_000 }
        : null;
    } catch {
      return null; // It is away, or refuses: the link tells.
    }
  },

  put(key, value, seconds) {
    const text = writeAnswer(key, value);
    if (text.length > MOST_CHARACTERS) return;
    const expiration = { type: 'PX', value: Math.ceil(seconds * 1_000) } as const;
    link.ask((client) => client.set(PREFIX + key, text, { expiration })).catch(() => undefined);
  },
});
