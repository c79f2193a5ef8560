export interface StoreWatchOptions {
  /** Resolves when the document store answers. */
  readonly ping: () => Promise<unknown>;
  readonly now: () => Date;
  /** Told once when it no longer answers, with the instant of the first question without an answer, and once when it does again, with null. */
  readonly onChange: (awaySince: Date | null) => void;
  readonly everyMs?: number;
  /** A question that takes longer is not answered: people wait for their pages. */
  readonly limitMs?: number;
}

const EVERY_MS = 5_000;
const LIMIT_MS = 4_000;

/** Looks whether the document store answers, also while nobody asks it for anything. */
export function watchStore({
  ping,
  now,
  onChange,
  everyMs = EVERY_MS,
  limitMs = LIMIT_MS,
}: StoreWatchOptions): { stop(): void } {
  let awaySince: Date | null = null;
  let timer: NodeJS.Timeout;
  let isStopped = false;
  const look = async (): Promise<void> => {
    const askedAt = now();
    const isThere = await answersWithin(ping, limitMs);
    if (isStopped) return;
    if (isThere !== (awaySince === null)) {
      awaySince = isThere ? null : askedAt;
      onChange(awaySince);
    }
    timer = setTimeout(() => void look(), everyMs);
  };
  timer = setTimeout(() => void look(), everyMs);
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

async function answersWithin(ping: () => Promise<unknown>, limitMs: number): Promise<boolean> {
  const { promise: tooLate, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(resolve, limitMs, false);
  const answer = ping().then(
    () => true,
    () => false,
  );
  const isThere = await Promise.race([answer, tooLate]);
  clearTimeout(timer);
  return isThere;
}
