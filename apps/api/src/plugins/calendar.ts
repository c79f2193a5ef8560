import { ExpiryFilter, ExportExpiries } from '@app/domain';
import { collectExpiries, expiriesForCalendar } from '@app/monitoring';
import type { FastifyInstance } from 'fastify';
import type * as z from 'zod';
import { writeCalendar } from '../calendar/write-calendar.ts';
import { writeExpiryTable } from '../calendar/write-expiry-table.ts';
import { Refusal } from '../guards/refusal.ts';
import { type CreateContext, whenGone } from '../request-context.ts';

export interface CalendarOptions {
  readonly createContext: CreateContext;
  readonly isOutage: (error: unknown) => boolean;
  readonly publicUrl: string;
}

/** Reads what is wanted from a query; what calendar programs add of their own is passed over. */
function wantedBy<T extends z.ZodObject>(schema: T, query: unknown): z.infer<T> {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== '');
  const { data, error } = schema.strip().safeParse(Object.fromEntries(given));
  if (data) return data as z.infer<T>;
  const [issue] = error.issues;
  throw new Refusal(
    400,
    `The parameter ${issue?.path.join('.') ?? ''} cannot be read: ${issue?.message ?? ''}`,
  );
}

/** Serves what expires as a feed for calendar programs that subscribe to it, and as a table for spreadsheets. */
export async function serveCalendar(
  server: FastifyInstance,
  { createContext, isOutage, publicUrl }: CalendarOptions,
): Promise<void> {
  const orRefusal = async <T>(reading: Promise<T>): Promise<T> =>
    reading.catch((error: unknown) => {
      if (!isOutage(error)) throw error;
      throw new Refusal(503, 'The database cannot be reached at the moment. Try again shortly.');
    });

  server.get('/calendar.ics', async (request, reply) => {
    const context = createContext(request, whenGone(reply));
    const filter = wantedBy(ExpiryFilter, request.query);
    const items = await orRefusal(expiriesForCalendar(context, filter));
    reply.type('text/calendar; charset=utf-8').header('cache-control', 'private, max-age=3600');
    return writeCalendar(items, { publicUrl });
  });

  server.get('/expiry.csv', async (request, reply) => {
    const context = createContext(request, whenGone(reply));
    const wanted = wantedBy(ExportExpiries, request.query);
    const items = await orRefusal(collectExpiries(context, wanted));
    reply
      .type('text/csv; charset=utf-8; header=present')
      .header('content-disposition', 'attachment; filename="expiring.csv"')
      .header('cache-control', 'no-store');
    return writeExpiryTable(items);
  });
}
