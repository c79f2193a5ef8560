import * as z from 'zod';

/** Who did something: a person is known by where the request came from, for there is no login. */
export const ActorFact = z.object({
  kind: z.enum(['person', 'worker', 'system']),
  address: z.string(),
  /** Who that is, where whoever runs this has added authentication; absent otherwise. */
  principal: z.string().optional(),
});
export type ActorFact = z.infer<typeof ActorFact>;
