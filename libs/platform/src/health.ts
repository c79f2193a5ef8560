import type { Component } from '@app/domain';

/** How one part of the system is asked how it does. */
export interface HealthCheck {
  readonly name: string;
  /** Resolves when the part works, with a sentence about it, or with components of its own. */
  readonly ask: () => Promise<string | Component[]>;
  /** Sentence for people when `ask` rejects or does not answer in time; it says what to do. */
  readonly failing: string;
}

export interface HealthOptions {
  /** Time for each part to answer, in milliseconds. */
  readonly timeoutMs?: number;
  /** Answers younger than this are given again, so that frequent questions cost nothing. */
  readonly maxAgeMs?: number;
  readonly now?: () => number;
}

/** Makes the function that judges all parts at once. It never rejects and waits `timeoutMs` at most. */
export function createHealth(
  checks: readonly HealthCheck[],
  { timeoutMs = 2_000, maxAgeMs = 1_000, now = () => performance.now() }: HealthOptions = {},
): () => Promise<Component[]> {
  let latest: { at: number; components: Promise<Component[]> } | null = null;
  return () => {
    if (!latest || now() - latest.at > maxAgeMs) {
      const all = Promise.all(checks.map((check) => ask(check, timeoutMs)));
      latest = { at: now(), components: all.then((parts) => parts.flat()) };
    }
    return latest.components;
  };
}

async function ask({ name, ask, failing }: HealthCheck, timeoutMs: number): Promise<Component[]> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('No answer in time.')), timeoutMs);
  });
  try {
    const answer = await Promise.race([ask(), tooLate]);
    return typeof answer === 'string' ? [{ name, status: 'ok', detail: answer }] : answer;
  } catch {
    // Why it fails is logged by whoever owns the connection; here only the fact counts.
    return [{ name, status: 'failing', detail: failing }];
  } finally {
    clearTimeout(timer);
  }
}
