import { once } from 'node:events';
import { BoundedBytes, connectGuarded, type EgressGuard } from '@app/platform';
import { TooLargeError } from '../failure-of-error.ts';

/** Records have a few KB; a legal notice in many languages reaches 20. */
const MAX_BYTES = 262_144;
const QUERY = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

export interface WhoisQuery {
  readonly guard: EgressGuard;
  readonly host: string;
  readonly port: number;
  /** One line of printable ASCII. */
  readonly query: string;
  /** Total deadline. */
  readonly signal: AbortSignal;
}

/** UTF-8 where the bytes are; else Latin-1, which some registries still send. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

/**
 * Asks a WHOIS server one question (RFC 3912) on a guarded connection. The bytes are decoded once, at the end, so
 * that no character breaks at a packet. Rejects with the error of the connection, a `TooLargeError` above 256 KB, or
 * the reason of the signal; throws a `TypeError` for a query that would be more than one line.
 */
export async function askWhois({ guard, host, port, query, signal }: WhoisQuery): Promise<string> {
  if (!QUERY.test(query)) throw new TypeError('A WHOIS query is one line of printable ASCII.');
  const socket = await connectGuarded(guard, { host, port, signal });
  const abort = (): void => {
    socket.destroy(signal.reason as Error);
  };
  signal.addEventListener('abort', abort);
  const bytes = new BoundedBytes(MAX_BYTES);
  socket.on('data', (chunk) => {
    if (!bytes.add(chunk)) socket.destroy(new TooLargeError(MAX_BYTES));
  });
  try {
    signal.throwIfAborted();
    socket.write(`${query}\r\n`);
    await once(socket, 'end');
    return decode(bytes.toBuffer());
  } finally {
    signal.removeEventListener('abort', abort);
    socket.on('error', () => undefined);
    socket.destroy();
  }
}
