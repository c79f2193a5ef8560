import { ExpiryFilter, ExportExpiries } from '@app/domain';
import { collectExpiries, expiriesForCalendar } from '@app/monitoring';
import type { FastifyInstance } from 'fastify';
import { writeCalendar } from '../calendar/write-calendar.ts';
import { writeExpiryTable } from '../calendar/write-expiry-table.ts';
import { whenGone } from '../request-context.ts';
import { admit, readOrRefuse, type RouteServices, wantedBy } from './read-or-refuse.ts';

export interface CalendarOptions extends RouteServices {
  readonly publicUrl: string;
}

/** Serves what expires as a feed for calendar programs that subscribe to it, and as a table for spreadsheets. */
export async function serveCalendar(
  server: FastifyInstance,
  { createContext, services, publicUrl }: CalendarOptions,
): Promise<void> {
  const read = readOrRefuse(services);

  server.get('/calendar.ics', async (request, reply) => {
    await admit(services, request, '/calendar.ics');
    const context = createContext(request, whenGone(reply));
    const filter = wantedBy(ExpiryFilter, request.query);
    const items = await read(expiriesForCalendar(context, filter));
    reply.type('text/calendar; charset=utf-8').header('cache-control', 'private, max-age=3600');
    return writeCalendar(items, { publicUrl });
  });

  server.get('/expiry.csv', async (request, reply) => {
    await admit(services, request, '/expiry.csv');
    const context = createContext(request, whenGone(reply));
    const wanted = wantedBy(ExportExpiries, request.query);
    const items = await read(collectExpiries(context, wanted));
    reply
      .type('text/csv; charset=utf-8; header=present')
      .header('content-disposition', 'attachment; filename="expiring.csv"')
      .header('cache-control', 'no-store');
    return writeExpiryTable(items);
  });
}
