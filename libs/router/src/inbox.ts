import { InboxPage, ListInbox, Marked, MarkRead } from '@app/domain';
import { listInbox, markRead } from '@app/monitoring';
import * as z from 'zod';
import { procedure, router } from './trpc.ts';

export const inbox = router({
  list: procedure
    .input(ListInbox.optional())
    .output(InboxPage)
    .query(({ ctx, input }) => listInbox(ctx, input ?? {})),
  unreadCount: procedure.output(z.int()).query(({ ctx }) => ctx.ports.inbox.countUnread()),
  markRead: procedure
    .input(MarkRead)
    .output(Marked)
    .mutation(({ ctx, input }) => markRead(ctx, input.ids)),
  markAllRead: procedure.output(Marked).mutation(({ ctx }) => markRead(ctx, null)),
});
