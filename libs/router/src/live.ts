import type { LiveEvent } from '@app/domain';
import { tracked, type TrackedEnvelope } from '@trpc/server';
import * as z from 'zod';
import { procedure, router } from './trpc.ts';

const Resume = z.object({ lastEventId: z.string().max(100).nullish() }).optional();

export const live = router({
  /** Everything that changes, as it happens; resumes after the last event a client has seen. */
  events: procedure.input(Resume).subscription(async function* ({
    ctx,
    input,
    signal,
  }): AsyncGenerator<TrackedEnvelope<LiveEvent>> {
    const until = signal ?? new AbortController().signal;
    for await (const { id, event } of ctx.live.subscribe(input?.lastEventId ?? null, until)) {
      yield tracked(id, event);
    }
  }),
});
