import { EgressDeniedError, LookupError } from '@app/platform';
import { unreachable, type FailedFinding } from './finding.ts';

/** An answer that is larger than any honest one. */
export class TooLargeError extends Error {
  constructor(maxBytes: number) {
    super(`The answer is larger than ${maxBytes} bytes.`);
    this.name = 'TooLargeError';
  }
}

/** An answer whose content coding cannot be undone. */
export class PackingError extends Error {
  constructor() {
    super('The answer cannot be unpacked.');
    this.name = 'PackingError';
  }
}

const TLS = /^(?:ERR_(?:TLS|SSL)_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH)/;

function codeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause instanceof Error ? codeOf(error.cause) : '';
}

/** What an error on the way to a server means. Facts name the server and nothing of its answer. */
export function failureOfError(error: unknown, server: string): FailedFinding {
  if (!(error instanceof Error)) throw error;
  if (error instanceof EgressDeniedError) {
    return unreachable('egress', { is: 'egress', server, denial: error.fact });
  }
  if (error instanceof TooLargeError) return unreachable('too-large', { is: 'cut-off', server });
  if (error instanceof PackingError) return unreachable('format', { is: 'packed', server });
  if (error.name === 'TimeoutError') return unreachable('timeout', { is: 'timeout', server });
  if (error instanceof LookupError || error.cause instanceof LookupError) {
    return unreachable('dns', { is: 'no-address', server });
  }
  const code = codeOf(error);
  return TLS.test(code)
    ? unreachable('tls', { is: 'no-tls', server, code })
    : unreachable('network', { is: 'no-connection', server, ...(code && { code }) });
}
