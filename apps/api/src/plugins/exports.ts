import { Readable } from 'node:stream';
import { ExportAlerts, ExportOfTarget } from '@app/domain/stats';
import { alertsBetween, auditLinks, checksBetween, daysBetween } from '@app/monitoring';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Columns, csvHeader, csvItem } from '../csv/csv-line.ts';
import { ALERT_COLUMNS, AUDIT_COLUMNS, CHECK_COLUMNS, DAY_COLUMNS } from '../export/tables.ts';
import { whenGone } from '../request-context.ts';
import { admit, readOrRefuse, type RouteServices, wantedBy } from './read-or-refuse.ts';

/** Serves checks, days, alerts and the audit log as tables for spreadsheets, piece by piece. */
export async function serveExports(
  server: FastifyInstance,
  { createContext, services }: RouteServices,
): Promise<void> {
  const read = readOrRefuse(services);

  server.get('/export/checks.csv', async (request, reply) => {
    await admit(services, request, '/export');
    const context = createContext(request, whenGone(reply));
    const wanted = wantedBy(ExportOfTarget, request.query);
    const checks = await read(checksBetween(context, wanted));
    return sendTable(reply, 'checks', { columns: CHECK_COLUMNS, pieces: checks });
  });

  server.get('/export/daily.csv', async (request, reply) => {
    await admit(services, request, '/export');
    const context = createContext(request, whenGone(reply));
    const wanted = wantedBy(ExportOfTarget, request.query);
    const { items } = await read(daysBetween(context, wanted));
    return sendTable(reply, 'daily', { columns: DAY_COLUMNS, pieces: [items] });
  });

  server.get('/export/alerts.csv', async (request, reply) => {
    await admit(services, request, '/export');
    const context = createContext(request, whenGone(reply));
    const wanted = wantedBy(ExportAlerts, request.query);
    const alerts = await read(alertsBetween(context, wanted));
    return sendTable(reply, 'alerts', { columns: ALERT_COLUMNS, pieces: alerts });
  });

  server.get('/export/audit.csv', async (request, reply) => {
    await admit(services, request, '/export');
    const context = createContext(request, whenGone(reply));
    return sendTable(reply, 'audit', { columns: AUDIT_COLUMNS, pieces: auditLinks(context) });
  });
}

interface Table<T> {
  readonly columns: Columns<T>;
  readonly pieces: Iterable<readonly T[]> | AsyncIterable<readonly T[]>;
}

function sendTable<T>(reply: FastifyReply, name: string, table: Table<T>): FastifyReply {
  return reply
    .type('text/csv; charset=utf-8; header=present')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(linesOf(table)));
}

async function* linesOf<T>({ columns, pieces }: Table<T>): AsyncGenerator<string> {
  yield csvHeader(columns);
  for await (const piece of pieces) {
    if (piece.length > 0) yield piece.map((item) => csvItem(columns, item)).join('');
  }
}
