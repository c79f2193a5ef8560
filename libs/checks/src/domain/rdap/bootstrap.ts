import { hostOfUrl } from '@app/domain';
import type { EgressGuard } from '@app/platform';
import { createDeadline } from '../deadline.ts';
import { failureOfError } from '../failure-of-error.ts';
import { readServices, type RdapServices } from './bootstrap-file.ts';
import bundled from './bootstrap.json' with { type: 'json' };
import { fetchText } from './fetch-text.ts';

const HOUR_MS = 3_600_000;
const REFRESH_AFTER_MS = 7 * 24 * HOUR_MS;
const RETRY_AFTER_MS = 6 * HOUR_MS;
const TIMEOUT_MS = 10_000;
const IANA_URL = 'https://data.iana.org/rdap/dns.json';

/** Where the list in use comes from, how old it is, and why it could not be refreshed. */
export interface BootstrapState {
  readonly origin: 'bundled' | 'fetched';
  readonly publishedAt: Date;
  readonly fetchedAt: Date | null;
  readonly problem: string | null;
}

/** Knows the RDAP service of each top-level domain. */
export interface RdapBootstrap {
  /** Base URL of the RDAP service for a domain; null when its registry has none. */
  baseFor(domain: string): Promise<string | null>;
  /** Fetches the list anew; a failure keeps the last good one. Never rejects. */
  refresh(): Promise<void>;
  state(): BootstrapState;
}

export interface RdapBootstrapOptions {
  readonly guard: EgressGuard;
  readonly userAgent: string;
  /** List to use instead of IANA's; one that is itself served over http may name http services. */
  readonly url?: string | undefined;
  readonly now?: () => Date;
  readonly timeoutMs?: number;
}

function readBundled(): RdapServices {
  const services = readServices(bundled, false);
  if (!services) throw new Error('The bundled RDAP bootstrap file is broken. Install again.');
  return services;
}

/**
 * Starts with the copy that is part of the product and refreshes it weekly. A list of one's own is loaded before
 * the first lookup; IANA's is fetched in the background.
 */
export function createRdapBootstrap({
  guard,
  userAgent,
  url: ownUrl,
  now = () => new Date(),
  timeoutMs = TIMEOUT_MS,
}: RdapBootstrapOptions): RdapBootstrap {
  const url = new URL(ownUrl ?? IANA_URL);
  let services = readBundled();
  let fetchedAt: Date | null = null;
  let triedAt: Date | null = null;
  let problem: string | null = null;
  let refreshing: Promise<void> | null = null;

  async function load(): Promise<void> {
    triedAt = now();
    try {
      const answer = await createDeadline(timeoutMs, undefined).spend((signal) =>
        fetchText(url, { guard, userAgent, signal }),
      );
      const loaded =
        answer.status === 200
          ? readServices(JSON.parse(answer.text), url.protocol === 'http:')
          : null;
      if (loaded) [services, fetchedAt, problem] = [loaded, now(), null];
      else
        problem = `${hostOfUrl(url)} did not send an RDAP bootstrap file (HTTP ${answer.status}).`;
    } catch (error) {
      problem =
        error instanceof SyntaxError
          ? `The RDAP bootstrap file of ${hostOfUrl(url)} is not JSON.`
          : failureOfError(error, hostOfUrl(url)).failure.message;
    }
  }

  function refresh(): Promise<void> {
    refreshing ??= load().finally(() => {
      refreshing = null;
    });
    return refreshing;
  }

  function isDue(): boolean {
    const time = now().getTime();
    if (triedAt && time - triedAt.getTime() < RETRY_AFTER_MS) return refreshing !== null;
    const confirmedAt = fetchedAt ?? (ownUrl === undefined ? services.publishedAt : null);
    return !confirmedAt || time - confirmedAt.getTime() >= REFRESH_AFTER_MS;
  }

  return {
    async baseFor(domain) {
      if (isDue()) {
        const loading = refresh();
        if (ownUrl !== undefined && !fetchedAt) await loading;
      }
      const labels = domain.split('.');
      for (let from = 1; from < labels.length; from++) {
        const base = services.bases.get(labels.slice(from).join('.'));
        if (base) return base;
      }
      return null;
    },
    refresh,
    state: () => ({
      origin: fetchedAt ? 'fetched' : 'bundled',
      publishedAt: services.publishedAt,
      fetchedAt,
      problem,
    }),
  };
}
