import { expiriesForCalendar } from '@app/monitoring';
import type { Context } from '@app/router';
import type { FastifyInstance } from 'fastify';
import { writeCalendar } from '../calendar/write-calendar.ts';
import { Refusal } from '../guards/refusal.ts';

export interface CalendarOptions {
  readonly context: Pick<Context, 'ports' | 'isOutage'>;
  readonly publicUrl: string;
}

/** Serves the feed of what expires, for calendar programs that subscribe to it. */
export async function serveCalendar(
  server: FastifyInstance,
  { context: { ports, isOutage }, publicUrl }: CalendarOptions,
): Promise<void> {
  server.get('/calendar.ics', async (_request, reply) => {
    const items = await expiriesForCalendar(ports).catch((error: unknown) => {
      if (!isOutage(error)) throw error;
      throw new Refusal(503, 'The database cannot be reached at the moment. Try again shortly.');
    });
    reply.type('text/calendar; charset=utf-8').header('cache-control', 'private, max-age=3600');
    return writeCalendar(items, { publicUrl, now: ports.now() });
  });
}
