import { acknowledgeByLink, alertOfLink } from '@app/monitoring';
import { AppError, readsOnly } from '@app/domain';
import { readAcknowledgeToken } from '@app/domain/alerting';
import type { RequestServices } from '@app/router';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { acknowledgePage, gonePage } from '../pages/acknowledge-page.ts';
import { Refusal, refusedAs429 } from '../guards/refusal.ts';
import { type CreateContext, whenGone } from '../request-context.ts';

export interface AcknowledgeOptions {
  readonly createContext: CreateContext;
  readonly services: Pick<RequestServices, 'isOutage' | 'isReadOnly' | 'limits' | 'audit'>;
}

interface LinkRequest {
  Params: { token: string };
  Body: URLSearchParams;
}

const MAX_NOTE = 500;

/** The form of the page may be sent to where it came from, unlike any other form of ours; it runs no script. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/**
 * Serves the page that the link of a message leads to. Opening it changes nothing, for mail programs and chats open links by
 * themselves; what takes the alert on is its form.
 */
export async function serveAcknowledgePage(
  server: FastifyInstance,
  { createContext, services }: AcknowledgeOptions,
): Promise<void> {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      done(null, new URLSearchParams(String(body)));
    },
  );

  const answer = async (
    reply: FastifyReply,
    ip: string,
    page: () => Promise<string>,
  ): Promise<string> => {
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-robots-tag', 'noindex')
      .header('content-security-policy', PAGE_POLICY);
    try {
      await services.limits.admit({ path: '/ack', address: ip });
      return await page();
    } catch (error) {
      if (services.isOutage(error)) {
        throw new Refusal(503, 'The database cannot be reached at the moment. Try again shortly.');
      }
      const refused = refusedAs429(error);
      if (!(refused instanceof AppError)) throw refused;
      reply.status(refused.code === 'not-found' ? 404 : 409);
      return gonePage(refused.message);
    }
  };

  server.get<LinkRequest>('/ack/:token', async (request, reply) => {
    const context = createContext(request, whenGone(reply));
    const { token } = request.params;
    return answer(reply, request.ip, async () =>
      acknowledgePage(await alertOfLink(context, token)),
    );
  });

  server.post<LinkRequest>('/ack/:token', async (request, reply) => {
    const context = createContext(request, whenGone(reply));
    const note = request.body.get('note')?.replace(/\s+/g, ' ').trim().slice(0, MAX_NOTE);
    const { token } = request.params;
    return answer(reply, request.ip, async () => {
      if (services.isReadOnly) throw readsOnly();
      const { actor, requestId } = context;
      const input = { id: readAcknowledgeToken(token)?.id };
      const end = await services.audit.begin({ path: '/ack', input, actor, requestId });
      try {
        const alert = await acknowledgeByLink(context, { token, note });
        await end({ ok: true, answer: alert });
        return acknowledgePage(alert);
      } catch (error) {
        await end({
          ok: false,
          code: error instanceof AppError ? error.code : 'INTERNAL_SERVER_ERROR',
        });
        throw error;
      }
    });
  });
}
