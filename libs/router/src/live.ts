import { Id, type LiveEvent } from '@app/domain';
import { tracked, type TrackedEnvelope } from '@trpc/server';
import * as z from 'zod';
import { procedure, router } from './trpc.ts';

const Subscribe = z
  .object({
    lastEventId: z.string().max(100).nullish(),
    /** Targets that are shown; without it, all are told of. */
    targetIds: z.array(Id).max(300).optional(),
  })
  .optional();

export const live = router({
  /** What changes, as it happens; resumes after the last event a client has seen. */
  events: procedure.input(Subscribe).subscription(async function* ({
    ctx,
    input,
    signal,
  }): AsyncGenerator<TrackedEnvelope<LiveEvent>> {
    const until = signal ?? new AbortController().signal;
    const subscription = {
      lastEventId: input?.lastEventId ?? null,
      targetIds: input?.targetIds ?? null,
    };
    for await (const { id, event } of ctx.live.subscribe(subscription, until)) {
      yield tracked(id, event);
    }
  }),
});
