import { TRPCClientError } from '@trpc/client';
import type { ApiClient } from '../api-client.ts';
import { Refusal } from '../refusal.ts';
import { DEMO_DOMAINS } from './registry.ts';
import { EXHIBITS, targetOf, type Exhibit } from './show.ts';

/**
 * Adds the targets of the demo, or wakes those that an earlier demo added; gives their ids. Without `hasAuthority` those are left
 * out that only a product trusts which the demo has started.
 */
export async function watchTargets(
  api: ApiClient,
  { hasAuthority = false }: { hasAuthority?: boolean } = {},
): Promise<string[]> {
  const known = await demoTargets(api);
  const ids: string[] = [];
  for (const exhibit of EXHIBITS) {
    if (exhibit.certificateDays !== undefined && !hasAuthority) continue;
    const { url } = targetOf(exhibit);
    const found = known.find((target) => target.url === url);
    const id = found?.id ?? (await create(api, exhibit));
    ids.push(id);
    if (exhibit.special === 'paused') await api.targets.pause.mutate({ id });
    else if (found?.status === 'paused') await api.targets.resume.mutate({ id });
  }
  return ids;
}

/** Adds the domains that the registry of the demo knows; those that are there already stay. */
export async function watchDomains(api: ApiClient): Promise<void> {
  const text = DEMO_DOMAINS.map(({ name }) => `domain:${name}`).join('\n');
  const { counts } = await api.targets.import.mutate({ text, tags: ['demo'] });
  if (counts.invalid > 0) throw new Refusal('The domains of the demo were refused.');
}

/** Puts the targets of the demo to sleep, so that a product that runs on does not cry. */
export async function pauseTargets(api: ApiClient, ids: readonly string[]): Promise<void> {
  for (const id of ids) await api.targets.pause.mutate({ id });
}

async function create(api: ApiClient, exhibit: Exhibit): Promise<string> {
  try {
    return (await api.targets.create.mutate(targetOf(exhibit))).id;
  } catch (error) {
    if (!(error instanceof TRPCClientError)) throw error;
    throw new Refusal(`The demo target "${exhibit.name}" was refused: ${error.message}`, {
      cause: error,
    });
  }
}

async function demoTargets(api: ApiClient) {
  const urls = new Set(EXHIBITS.map((exhibit) => targetOf(exhibit).url));
  const { items } = await api.targets.list.query({ search: '127.0.0.1:171', limit: 100 });
  return items.filter(({ url }) => urls.has(url));
}
