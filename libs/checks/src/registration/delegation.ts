import { Resolver } from 'node:dns/promises';

/** Whether the zone above a domain holds a delegation for it. */
export type Delegation = 'alive' | 'gone' | 'unknown';

/** Asks the DNS whether a domain is delegated. Never rejects but with the reason of the signal; a failure is `unknown`. */
export type DelegationProbe = (
  domain: string,
  options: { signal?: AbortSignal | undefined },
) => Promise<Delegation>;

export interface DelegationOptions {
  /** Rejects with an error that carries a DNS `code`. Default: the resolvers of the operating system. */
  readonly resolveNs?: (
    name: string,
    signal: AbortSignal | undefined,
  ) => Promise<readonly string[]>;
}

const TIMEOUT_MS = 2_000;
const TRIES = 2;

async function systemNs(name: string, signal: AbortSignal | undefined): Promise<string[]> {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
  const cancel = (): void => resolver.cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await resolver.resolveNs(name);
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : null;

/** Creates the probe; it asks for nothing but name servers. */
export function createDelegationProbe({
  resolveNs = systemNs,
}: DelegationOptions = {}): DelegationProbe {
  /** A name without name servers of its own exists all the same. */
  async function look(name: string, signal: AbortSignal | undefined): Promise<Delegation> {
    try {
      return (await resolveNs(name, signal)).length > 0 ? 'alive' : 'unknown';
    } catch (error) {
      signal?.throwIfAborted();
      const code = codeOf(error);
      if (code === 'ENODATA') return 'alive';
      return code === 'ENOTFOUND' ? 'gone' : 'unknown';
    }
  }

  /** A resolver that knows nothing says of any name that it does not exist. */
  async function knowsTheZone(domain: string, signal: AbortSignal | undefined): Promise<boolean> {
    const labels = domain.split('.');
    for (let from = 1; from < labels.length; from++) {
      if ((await look(labels.slice(from).join('.'), signal)) === 'alive') return true;
    }
    return false;
  }

  return async (domain, { signal }) => {
    signal?.throwIfAborted();
    const found = await look(domain, signal);
    if (found !== 'gone') return found;
    return (await knowsTheZone(domain, signal)) ? 'gone' : 'unknown';
  };
}
