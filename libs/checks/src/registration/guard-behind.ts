import type { EgressGuard } from '@app/platform';

/** Stands for the address of a server that is not told: the first one of the global unicast range. */
const SOMEWHERE_PUBLIC = '2000::';

/**
 * The guard of where a server of a registry leads on to: behind a public one nothing private is contacted. One whose address is
 * not told any more counts as public: whoever runs it may run its name servers, too.
 */
export async function guardBehind(
  guard: EgressGuard,
  { host, port }: { host: string; port: number },
  signal: AbortSignal | undefined,
): Promise<EgressGuard> {
  const addresses = await guard
    .resolve(host, port, 0, signal)
    .catch(() => [{ address: SOMEWHERE_PUBLIC }]);
  return addresses.reduce((behind, { address }) => behind.behind(address), guard);
}
