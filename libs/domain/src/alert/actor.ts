import * as z from 'zod';

/** Who did something: a person is known by where the request came from, for there is no login. */
export const ActorFact = z.object({
  kind: z.enum(['person', 'worker', 'system']),
  address: z.string(),
});
export type ActorFact = z.infer<typeof ActorFact>;
