import { ExpiryFilter, ExportExpiries } from '@app/domain';
import { collectExpiries, expiriesForCalendar } from '@app/monitoring';
import type { RequestServices } from '@app/router';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type * as z from 'zod';
import { writeCalendar } from '../calendar/write-calendar.ts';
import { writeExpiryTable } from '../calendar/write-expiry-table.ts';
import { Refusal, refusedAs429 } from '../guards/refusal.ts';
import { type CreateContext, whenGone } from '../request-context.ts';

export interface CalendarOptions {
  readonly createContext: CreateContext;
  readonly services: Pick<RequestServices, 'isOutage' | 'limits'>;
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
  { createContext, services, publicUrl }: CalendarOptions,
): Promise<void> {
  const orRefusal = async <T>(reading: Promise<T>): Promise<T> =>
    reading.catch((error: unknown) => {
      if (!services.isOutage(error)) throw error;
      throw new Refusal(503, 'The database cannot be reached at the moment. Try again shortly.');
    });

  const admit = async ({ ip }: FastifyRequest, path: '/calendar.ics' | '/expiry.csv') => {
    try {
      await services.limits.admit({ path, address: ip });
    } catch (error) {
      throw refusedAs429(error);
    }
  };

  server.get('/calendar.ics', async (request, reply) => {
    await admit(request, '/calendar.ics');
    const context = createContext(request, whenGone(reply));
    const filter = wantedBy(ExpiryFilter, request.query);
    const items = await orRefusal(expiriesForCalendar(context, filter));
    reply.type('text/calendar; charset=utf-8').header('cache-control', 'private, max-age=3600');
    return writeCalendar(items, { publicUrl });
  });

  server.get('/expiry.csv', async (request, reply) => {
    await admit(request, '/expiry.csv');
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
