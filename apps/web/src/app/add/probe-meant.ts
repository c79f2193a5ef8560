import type { ProbeTarget, ProbeView } from '@app/domain';
import type { ApiClient } from '../shared/data/api';

/** What an address answered. */
export interface Found {
  readonly url: string;
  readonly result: ProbeView;
}

/** How long a good answer waits for the one of the likelier address, in milliseconds. */
const GRACE_MS = 3_000;

type Tried = Found | { readonly error: unknown };

const isGood = (tried: Tried): boolean =>
  'result' in tried && (tried.result.outcome === 'ok' || tried.result.outcome === 'slow');

/** A site spoke, though it may have said 401, 404 or 500. */
const hasAnswered = (tried: Tried): boolean =>
  'result' in tried && tried.result.statusCode !== null;

/**
 * Tries the addresses that a text may mean, all at once, and returns the likeliest that is in order; where none
 * is, the likeliest that answers at all; where none does, what became of the likeliest. Throws its refusal.
 *
 * @param urls the likeliest first
 */
export async function probeMeant(
  { targets }: Pick<ApiClient, 'targets'>,
  urls: readonly string[],
  { input, signal }: { input: Omit<ProbeTarget, 'url'>; signal: AbortSignal },
): Promise<Found> {
  const [first, second] = urls.map(async (url): Promise<Tried> => {
    try {
      return { url, result: await targets.probe.mutate({ ...input, url }, { signal }) };
    } catch (error) {
      return { error };
    }
  });
  const tried = await likeliest(first, second, signal);
  if ('error' in tried) throw tried.error;
  return tried;
}

async function likeliest(
  first: Promise<Tried> | undefined,
  second: Promise<Tried> | undefined,
  signal: AbortSignal,
): Promise<Tried> {
  if (!first) return { error: new Error('There is no address to try.') };
  if (!second) return await first;
  const inOrder = async (): Promise<Tried> => {
    const likely = await first;
    if (isGood(likely)) return likely;
    const other = await second;
    if (isGood(other)) return other;
    return hasAnswered(other) && !hasAnswered(likely) ? other : likely;
  };
  const orSecondSoon = async (): Promise<Tried> => {
    const other = await second;
    if (!isGood(other)) return await inOrder();
    await pause(GRACE_MS, signal);
    return other;
  };
  return await Promise.race([inOrder(), orSecondSoon()]);
}

const pause = (durationMs: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, durationMs);
    signal.addEventListener('abort', end, { once: true });
  });
