import type { Failure } from '@app/domain';
import type { Phase } from '../phase-clock.ts';
import { failure, type FailureContext } from './context.ts';

/** The total deadline of the check ran out. */
export class DeadlineError extends Error {
  constructor() {
    super('The deadline of the check ran out.');
    this.name = 'DeadlineError';
  }
}

const WAITING_FOR: Record<Exclude<Phase, 'dns'>, string> = {
  connect: 'waiting for the connection',
  tls: 'waiting for the TLS handshake',
  'first-byte': 'waiting for the first byte',
  transfer: 'the answer began and did not end',
};

const seconds = (milliseconds: number): string => `${Number((milliseconds / 1_000).toFixed(1))} s`;

/** A silent resolver is ours, every later silence is the target's. */
export function timeoutFailure({ phase, host, timeoutMs }: FailureContext): Failure {
  if (phase === 'dns') {
    return failure(
      'network',
      'DNS_TIMEOUT',
      `The DNS resolver of this machine gave no answer for ${host} within ${seconds(timeoutMs)}. That says nothing about the site.`,
    );
  }
  return failure(
    'timeout',
    phase,
    `No answer within ${seconds(timeoutMs)} (${WAITING_FOR[phase]}).`,
  );
}
