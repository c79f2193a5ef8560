import type { EgressGuard } from '@app/platform';

/**
 * The guard of where a server of a registry leads on to: behind a public one nothing private is contacted. One whose address is
 * not told any more leads nowhere else than before.
 */
export async function guardBehind(
  guard: EgressGuard,
  { host, port }: { host: string; port: number },
  signal: AbortSignal | undefined,
): Promise<EgressGuard> {
  const addresses = await guard.resolve(host, port, 0, signal).catch(() => []);
  return addresses.reduce((behind, { address }) => behind.behind(address), guard);
}
