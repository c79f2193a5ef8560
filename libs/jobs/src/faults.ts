/** What an error of the queue means for us. */
export type QueueFault = 'away' | 'dropped' | 'other';

/** Undefined table, schema, function or type: somebody dropped the tables of the queue. */
const DROPPED = new Set(['42P01', '3F000', '42883', '42704', 'PGBOSS_QUEUE_NOT_FOUND']);

const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT', // a socket file that is not there
  '57P01', // shut down by an administrator
  '57P02', // crashed
  '57P03', // starting up
  '53300', // no free connection
]);

/** Errors of the driver that carry no code. */
const AWAY_TEXT =
  /connection (terminated|ended)|terminating connection|timeout (expired|exceeded)|client has encountered a connection error|not queryable|heartbeat timed out/i;

/** What an error carries; pg-boss also tells of errors by plain copies of their fields. */
interface ErrorFields {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

/** Tells a database that is away, and tables that were dropped, from faults that nobody expects. */
export function classifyFault(error: unknown): QueueFault {
  const codes = codesOf(error);
  if (codes.some((code) => DROPPED.has(code))) return 'dropped';
  if (codes.some((code) => AWAY.has(code) || code.startsWith('08'))) return 'away';
  return AWAY_TEXT.test(textOf(error)) ? 'away' : 'other';
}

const isObject = (error: unknown): error is ErrorFields =>
  typeof error === 'object' && error !== null;

const textOf = (error: unknown): string =>
  isObject(error) && typeof error.message === 'string' ? error.message : '';

function codesOf(error: unknown): string[] {
  if (!isObject(error)) return [];
  const { code, errors, cause } = error;
  const inner: unknown[] = Array.isArray(errors) ? errors : [cause];
  return [
    ...(typeof code === 'string' ? [code] : []),
    ...inner.filter((one) => one !== undefined && one !== error).flatMap(codesOf),
  ];
}
