import type { KeptRdapList, RdapListProblem, RdapListRecord } from '@app/domain';
import type { EgressGuard } from '@app/platform';
import { baseOf, parseServices, readServices, type RdapServices } from './bootstrap-file.ts';
import bundled from './bootstrap.json' with { type: 'json' };
import { fetchList } from './fetch-list.ts';
import { createMemoryRdapList, type RdapListStore } from './list-store.ts';

const HOUR_MS = 3_600_000;
const REFRESH_AFTER_MS = 7 * 24 * HOUR_MS;
const RETRY_AFTER_MS = 6 * HOUR_MS;
const TIMEOUT_MS = 10_000;
const IANA_URL = 'https://data.iana.org/rdap/dns.json';

/** Knows the RDAP service of each top-level domain. */
export interface RdapBootstrap {
  /** Base URL of the RDAP service for a domain; null when its registry has none. Never rejects. */
  baseFor(domain: string): Promise<string | null>;
}

export interface RdapBootstrapOptions {
  readonly guard: EgressGuard;
  readonly userAgent: string;
  /** List to use instead of IANA's; one that is itself served over http may name http services. */
  readonly url?: string | undefined;
  /** Shared by all who use the list. Default: a list of this process only. */
  readonly store?: RdapListStore;
  /** Told of a store that is away: the list in use stays, and is kept another time. */
  readonly onFault?: (error: unknown) => void;
  readonly now?: () => Date;
  readonly timeoutMs?: number;
}

interface ListInUse {
  readonly services: RdapServices;
  readonly fetchedAt: Date | null;
}

function readBundled(): RdapServices {
  const services = readServices(bundled, false);
  if (!services) throw new Error('The bundled RDAP bootstrap file is broken. Install again.');
  return services;
}

/**
 * Starts with the list that was kept, or the copy that is part of the product, whichever is newer, and refreshes it
 * weekly, unless somebody else has. A list of one's own is loaded before the first lookup; IANA's is fetched in the
 * background.
 */
export function createRdapBootstrap({
  guard,
  userAgent,
  url: ownUrl,
  store = createMemoryRdapList(),
  onFault = () => undefined,
  now = () => new Date(),
  timeoutMs = TIMEOUT_MS,
}: RdapBootstrapOptions): RdapBootstrap {
  const url = new URL(ownUrl ?? IANA_URL);
  const source = `${url.origin}${url.pathname}`;
  const allowHttp = url.protocol === 'http:';
  let inUse: ListInUse = { services: readBundled(), fetchedAt: null };
  let triedAt: Date | null = null;
  let problem: RdapListProblem | null = null;
  let started: Promise<void> | null = null;
  let refreshing: Promise<void> | null = null;

  const state = (): RdapListRecord => ({
    origin: inUse.fetchedAt ? 'fetched' : 'bundled',
    source,
    publishedAt: inUse.services.publishedAt,
    fetchedAt: inUse.fetchedAt,
    triedAt,
    problem,
  });

  /** Takes over the list that is kept, if it is of the same source and newer than the one in use. */
  async function takeOver(): Promise<void> {
    const kept = await store.get();
    const services = kept && readKept(kept);
    if (services)
      [inUse, problem] = [{ services, fetchedAt: kept.state.fetchedAt }, kept.state.problem];
    const known = kept?.state.source === source ? kept.state.publishedAt : null;
    if (known?.getTime() !== inUse.services.publishedAt.getTime()) await store.put(state(), null);
  }

  function readKept({
    state: { source: from, fetchedAt },
    text,
  }: KeptRdapList): RdapServices | null {
    if (from !== source || !fetchedAt || text === null) return null;
    if (inUse.fetchedAt && inUse.fetchedAt >= fetchedAt) return null;
    const services = parseServices(text, allowHttp);
    // An update of the product may bring a newer copy than the one that was fetched last.
    const isOlder =
      ownUrl === undefined && services && services.publishedAt < inUse.services.publishedAt;
    return isOlder ? null : services;
  }

  async function refresh(): Promise<void> {
    await takeOver().catch(onFault);
    if (!isOutdated()) return;
    triedAt = now();
    const fetched = await fetchList(url, { guard, userAgent, timeoutMs });
    if ('problem' in fetched) problem = fetched.problem;
    else [inUse, problem] = [{ services: fetched.services, fetchedAt: now() }, null];
    await store.put(state(), 'text' in fetched ? fetched.text : null).catch(onFault);
  }

  function isOutdated(): boolean {
    const { fetchedAt, services } = inUse;
    const confirmedAt = fetchedAt ?? (ownUrl === undefined ? services.publishedAt : null);
    return !confirmedAt || now().getTime() - confirmedAt.getTime() >= REFRESH_AFTER_MS;
  }

  const wasTried = (): boolean =>
    triedAt !== null && now().getTime() - triedAt.getTime() < RETRY_AFTER_MS;

  return {
    async baseFor(domain) {
      await (started ??= takeOver().catch(onFault));
      if (refreshing || (isOutdated() && !wasTried())) {
        refreshing ??= refresh().finally(() => {
          refreshing = null;
        });
        if (ownUrl !== undefined && !inUse.fetchedAt) await refreshing;
      }
      return baseOf(inUse.services, domain);
    },
  };
}
