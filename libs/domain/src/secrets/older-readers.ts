/** A worker that has given no sign of life for this long reads no secret any more. */
const GONE_AFTER_MS = 60_000;

/**
 * Whether a worker runs that knows secrets in clear only: of a version before they were encrypted. It would send what is
 * sealed as it is stored, and call sites down for it.
 *
 * @param beats signs of life of all workers
 */
export const hasOlderReader = (
  beats: readonly { readonly at: Date; readonly opensSecrets?: boolean }[],
  now: Date,
): boolean =>
  beats.some(
    ({ at, opensSecrets }) =>
      !opensSecrets && Math.abs(now.getTime() - at.getTime()) < GONE_AFTER_MS,
  );
