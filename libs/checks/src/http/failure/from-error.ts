import type { Failure } from '@app/domain';
import { EgressDeniedError } from '@app/platform';
import { HandshakeError } from '../handshake-error.ts';
import { failure, type FailureContext } from './context.ts';
import { dnsFailure } from './dns-failure.ts';
import { protocolFailure } from './protocol-failure.ts';
import { socketFailure, tellingError } from './socket-failure.ts';
import { DeadlineError, timeoutFailure } from './timeout-failure.ts';
import { tlsFailure } from './tls-failure.ts';

/** Puts the error that ended a request into a class, a code and what is known besides. */
export function failureFromError(thrown: unknown, context: FailureContext): Failure {
  const error = thrown instanceof Error ? tellingError(thrown) : new Error(String(thrown));
  if (error instanceof EgressDeniedError) {
    return failure('egress', error.code, { is: 'egress', denial: error.fact });
  }
  if (error instanceof DeadlineError) return timeoutFailure(context);
  if (context.phase === 'dns') return dnsFailure(error, context);
  return (
    tlsFailure(error, context) ??
    socketFailure(error instanceof HandshakeError ? error.cause : error, context) ??
    protocolFailure(error) ??
    failure('internal', error.name, { is: 'unknown-error' })
  );
}
