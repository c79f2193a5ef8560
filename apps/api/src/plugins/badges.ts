import { BadgeKind, BadgeOptions, describeBadge, Id } from '@app/domain';
import { getTarget, keptSummary } from '@app/monitoring';
import type { FastifyInstance } from 'fastify';
import { writeBadge } from '../badge/write-badge.ts';
import { Refusal } from '../guards/refusal.ts';
import { whenGone } from '../request-context.ts';
import { admit, readOrRefuse, type RouteServices, wantedBy } from './read-or-refuse.ts';

/** Seconds for which a badge may be shown again; pages of projects are loaded often. */
const MAX_AGE_S = 60;

/** Which badge of which target. */
interface BadgeRequest {
  Params: { targetId: string; what: string };
}

/** Serves badges of targets as images that pages anywhere may show. */
export async function serveBadges(
  server: FastifyInstance,
  { createContext, services }: RouteServices,
): Promise<void> {
  const read = readOrRefuse(services);

  server.get<BadgeRequest>('/badge/:targetId/:what.svg', async (request, reply) => {
    await admit(services, request, '/badge');
    const { targetId, what } = request.params;
    const kind = BadgeKind.safeParse(what);
    if (!kind.success) {
      throw new Refusal(404, `There are badges of these kinds: ${BadgeKind.options.join(', ')}.`);
    }
    if (!Id.safeParse(targetId).success) throw new Refusal(404, 'There is no target with this id.');
    const { window = '24h', label } = wantedBy(BadgeOptions, request.query);
    const context = createContext(request, whenGone(reply));
    const [target, { windows }] = await Promise.all([
      read(getTarget(context, targetId)),
      read(keptSummary(context, { targetId })),
    ]);
    const badge = describeBadge(kind.data, { target, stats: windows[window] });
    reply
      .type('image/svg+xml; charset=utf-8')
      .header('cache-control', `public, max-age=${MAX_AGE_S}`)
      .header('access-control-allow-origin', '*')
      // Pages of any site may show it.
      .header('cross-origin-resource-policy', 'cross-origin');
    return writeBadge({ ...badge, ...(label === undefined ? {} : { label }) });
  });
}
