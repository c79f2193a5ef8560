import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../refusal.ts';

const POLL_MS = 50;
const TRY_MS = 3_000;

interface Component {
  readonly name: string;
  readonly status: string;
  readonly detail: string;
}

export interface WaitOptions {
  readonly waitMs: number;
  readonly signal: AbortSignal;
  /** Default: true. */
  readonly needsWorker?: boolean;
}

/**
 * Waits until the api answers that all it needs is there and, where one is needed, a worker has given a sign of life.
 * Refuses with the api's own words about what is missing.
 */
export async function waitReady(
  base: string,
  { waitMs, signal, needsWorker = true }: WaitOptions,
): Promise<void> {
  const end = Date.now() + waitMs;
  let missing = 'The api does not answer.';
  while (Date.now() < end) {
    signal.throwIfAborted();
    const state = await missingAt(base, needsWorker);
    if (state === undefined) return;
    missing = state;
    await sleep(POLL_MS);
  }
  throw new Refusal(`Not ready after ${String(Math.round(waitMs / 1_000))} s: ${missing}`);
}

async function missingAt(base: string, needsWorker: boolean): Promise<string | undefined> {
  try {
    const ready = await read(`${base}/health/ready`);
    if (!ready.ok) return wordsOf((await ready.json()) as { components?: Component[] });
    if (!needsWorker) return undefined;
    const health = await read(`${base}/trpc/system.health`);
    // Behind PUBLIC_URL the api may refuse the local name; then /health/ready has to do.
    if (!health.ok) return undefined;
    const { result } = (await health.json()) as {
      result: { data: { json: { components: Component[] } } };
    };
    return wordsOf({
      components: result.data.json.components.filter(({ name }) => name === 'worker'),
    });
  } catch {
    return 'The api does not answer.';
  }
}

const read = (url: string) => fetch(url, { signal: AbortSignal.timeout(TRY_MS) });

function wordsOf({ components = [] }: { components?: Component[] }): string | undefined {
  const failing = components.filter(({ status }) => status === 'failing');
  return failing.length > 0 ? failing.map(({ detail }) => detail).join(' ') : undefined;
}
