import * as z from 'zod';
import { CallClass } from './call.ts';

/** How often callers may call, and who was refused in the last minute. */
export const SystemLimits = z.object({
  /** False where `RATE_LIMITS` is off: then only live streams are limited. */
  enabled: z.boolean(),
  classes: z.array(
    z.object({ name: CallClass, perMinute: z.int().positive(), calls: z.array(z.string()) }),
  ),
  cooldowns: z.array(
    z.object({
      call: z.string(),
      calls: z.int().positive(),
      seconds: z.number(),
      per: z.string().nullable(),
    }),
  ),
  streams: z.object({
    perCaller: z.int().positive(),
    inAll: z.int().positive(),
    /** Of this api process, at the moment. */
    open: z.int().nonnegative(),
  }),
  /** Callers that are being refused, the worst first, at most twenty. */
  refused: z.array(
    z.object({
      caller: z.string(),
      class: z.union([CallClass, z.literal('stream')]),
      refused: z.int().positive(),
      since: z.date(),
      lastAt: z.date(),
    }),
  ),
});
export type SystemLimits = z.infer<typeof SystemLimits>;
