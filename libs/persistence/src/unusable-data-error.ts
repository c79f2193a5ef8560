/** Stored data cannot be used by this version as they are. Its message tells people why, and what to do. */
export class UnusableDataError extends Error {
  override name = 'UnusableDataError';
}
