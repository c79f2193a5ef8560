import { Id } from '@app/domain';
import {
  CreateStatusPage,
  NotableOutages,
  NoteOutage,
  StatusPage,
  StatusPageList,
  UpdateStatusPage,
} from '@app/domain/status-pages';
import {
  createStatusPage,
  listStatusPages,
  notableOutages,
  noteOutage,
  removeStatusPage,
  updateStatusPage,
} from '@app/monitoring';
import * as z from 'zod';
import { procedure, router } from './trpc.ts';

const ById = z.strictObject({ id: Id });

export const statusPages = router({
  list: procedure.output(StatusPageList).query(({ ctx }) => listStatusPages(ctx)),
  create: procedure
    .input(CreateStatusPage)
    .output(StatusPage)
    .mutation(({ ctx, input }) => createStatusPage(ctx, input)),
  update: procedure
    .input(UpdateStatusPage)
    .output(StatusPage)
    .mutation(({ ctx, input }) => updateStatusPage(ctx, input)),
  remove: procedure
    .input(ById)
    .output(StatusPage)
    .mutation(({ ctx, input }) => removeStatusPage(ctx, input.id)),
  /** Outages that the page tells of. */
  outages: procedure
    .input(ById)
    .output(NotableOutages)
    .query(({ ctx, input }) => notableOutages(ctx, input)),
  /** Says something of an outage. */
  note: procedure
    .input(NoteOutage)
    .output(StatusPage)
    .mutation(({ ctx, input }) => noteOutage(ctx, input)),
});
