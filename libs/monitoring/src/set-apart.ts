import type { Setbacks } from '@app/domain';
import type { Log } from './ports/log.ts';

/** Where pieces of work are set apart that fail. */
export interface Apart {
  readonly setbacks: Setbacks;
  readonly log: Log;
  readonly now: Date;
}

const MAX_REASON = 200;
const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, MAX_REASON);

/** Does a piece of work; one that fails is set apart and tried later. Answers whether it was done. */
export async function doOrSetApart(
  { setbacks, log, now }: Apart,
  piece: { kind: string; id: string },
  run: () => Promise<void>,
): Promise<boolean> {
  try {
    await run();
    setbacks.done(piece);
    return true;
  } catch (error) {
    log.error({ ...piece, err: error }, 'unfinished work failed; it is set apart and tried later');
    setbacks.failed(piece, messageOf(error), now);
    return false;
  }
}
