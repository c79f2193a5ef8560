import { ExpiryFilter, ExportExpiries } from '@app/domain';
import { collectExpiries, expiriesForCalendar } from '@app/monitoring';
import type { Context } from '@app/router';
import type { FastifyInstance } from 'fastify';
import type * as z from 'zod';
import { writeCalendar } from '../calendar/write-calendar.ts';
import { writeExpiryTable } from '../calendar/write-expiry-table.ts';
import { Refusal } from '../guards/refusal.ts';

export interface CalendarOptions {
  readonly context: Pick<Context, 'ports' | 'isOutage'>;
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
  { context: { ports, isOutage }, publicUrl }: CalendarOptions,
): Promise<void> {
  const orRefusal = async <T>(reading: Promise<T>): Promise<T> =>
    reading.catch((error: unknown) => {
      if (!isOutage(error)) throw error;
      throw new Refusal(503, 'The database cannot be reached at the moment. Try again shortly.');
    });

  server.get('/calendar.ics', async ({ query }, reply) => {
    const filter = wantedBy(ExpiryFilter, query);
    const items = await orRefusal(expiriesForCalendar(ports, filter));
    reply.type('text/calendar; charset=utf-8').header('cache-control', 'private, max-age=3600');
    return writeCalendar(items, { publicUrl });
  });

  server.get('/expiry.csv', async ({ query }, reply) => {
    const items = await orRefusal(collectExpiries(ports, wantedBy(ExportExpiries, query)));
    reply
      .type('text/csv; charset=utf-8; header=present')
      .header('content-disposition', 'attachment; filename="expiring.csv"')
      .header('cache-control', 'no-store');
    return writeExpiryTable(items);
  });
}
