import * as z from 'zod';
import { Alert } from '../alert/schema.ts';
import { CheckView } from '../check/schema.ts';
import { Status } from '../check/status.ts';
import { Id } from '../common/schema.ts';
import { InboxItem } from '../delivery/inbox.ts';
import { Target } from '../target/schema.ts';

/**
 * What a dashboard is told while it is open. `removed` names a target that is gone; `status` says in short that a target which is not shown has another status; `reload` says that too
 * much was missed to be told one by one, and pages must be read again. `store` says since when the document store does
 * not answer, so that nothing new is shown; null when it does again. `rules` says that mutes, maintenance or policies have
 * changed, and with them what is told of any target.
 */
export const LiveEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('target'), target: Target }),
  z.object({ type: z.literal('removed'), targetId: Id }),
  z.object({ type: z.literal('status'), targetId: Id, status: Status }),
  z.object({ type: z.literal('result'), targetId: Id, check: CheckView }),
  z.object({ type: z.literal('alert'), alert: Alert }),
  z.object({ type: z.literal('inbox'), item: InboxItem }),
  z.object({ type: z.literal('rules') }),
  z.object({ type: z.literal('reload') }),
  z.object({ type: z.literal('store'), awaySince: z.date().nullable() }),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;
