import { createHash } from 'node:crypto';
import { PreviewReport } from '@app/domain/reports';
import { logoOrigin } from '@app/domain/status-pages';
import { previewReport } from '@app/monitoring';
import { REPORT_STYLE, reportHtml } from '@app/notifications';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { Refusal } from '../guards/refusal.ts';
import { whenGone } from '../request-context.ts';
import { admit, readOrRefuse, type RouteServices, wantedBy } from './read-or-refuse.ts';

const STYLE_HASH = createHash('sha256').update(REPORT_STYLE).digest('base64');

const policyFor = (logo: string | null): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    `img-src ${logoOrigin(logo) ?? 'data:'}`,
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');

/** Which time, and of reports that are not stored which targets: `targetIds` separated by commas. */
const ReportOptions = z.object({
  from: z.string().optional(),
  to: z.string().optional(),
  tag: z.string().optional(),
  targetIds: z.string().optional(),
  slaTarget: z.coerce.number().optional(),
});

interface ReportRequest {
  Params: { id?: string };
}

/** Serves reports as pages that people print, or keep as PDF by their browser: stored ones, and those of any targets and time. */
export async function serveReports(
  server: FastifyInstance,
  { createContext, services }: RouteServices,
): Promise<void> {
  const read = readOrRefuse(services);

  const answer = async (
    request: FastifyRequest<ReportRequest>,
    reply: FastifyReply,
  ): Promise<string> => {
    await admit(services, request, '/report');
    const { from, to, tag, targetIds, slaTarget } = wantedBy(ReportOptions, request.query);
    const wanted = PreviewReport.safeParse({
      id: request.params.id,
      ...{ tag, slaTarget },
      from: instantIn(from),
      to: instantIn(to),
      targetIds: targetIds?.split(','),
    });
    if (!wanted.success) throw new Refusal(400, wanted.error.issues[0]?.message ?? '');
    const context = createContext(request, whenGone(reply));
    const view = await read(previewReport(context, wanted.data));
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-security-policy', policyFor(view.logo));
    return reportHtml(view, { isMail: false });
  };

  server.get<ReportRequest>('/report', answer);
  server.get<ReportRequest>('/report/:id', answer);
}

/** A day is its first instant in UTC. */
const instantIn = (text: string | undefined): string | undefined =>
  text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text;
