/** Errors of the database driver that mean that no usable server can be reached. */
const OUTAGES = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoNotConnectedError',
  'MongoPoolClearedError',
  'MongoPoolClosedError',
  'MongoServerSelectionError',
  'MongoTopologyClosedError',
  'MongooseServerSelectionError',
  'PoolClearedOnNetworkError',
]);

/** Errors of the socket that the driver passes on when a server goes away while it writes. */
const SOCKET_ERRORS = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT']);

/** `OutOfDiskSpace`: nothing is stored until there is room, and that is no fault of what was to be stored. */
const OUT_OF_DISK_SPACE = 14_031;

/** Labels that the driver gives to errors of a server that is just changing its role or going away. */
const PASSING_LABELS = ['RetryableWriteError', 'RetryableReadError', 'TransientTransactionError'];

/** Tells errors that mean that MongoDB is away, or has no room at all, from all others; by name, because the driver stays below. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (OUTAGES.has(error.name)) return true;
  if ('code' in error && SOCKET_ERRORS.has(String(error.code))) return true;
  if ('code' in error && error.code === OUT_OF_DISK_SPACE) return true;
  if (error.name === 'MongooseError') return error.message.includes('before initial connection');
  return 'errorLabelSet' in error && error.errorLabelSet instanceof Set
    ? PASSING_LABELS.some((label) => (error.errorLabelSet as Set<unknown>).has(label))
    : false;
}
