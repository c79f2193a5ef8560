import type { FailureClass } from '../../check/schema.ts';

/** Why a check failed, in two or three words that fit after a dash or before a colon. */
export const FAILURE_WORDS: Record<FailureClass, string> = {
  dns: 'name not resolved',
  refused: 'connection refused',
  reset: 'connection lost',
  unreachable: 'network unreachable',
  timeout: 'no answer in time',
  tls: 'TLS problem',
  status: 'unexpected status',
  content: 'unexpected content',
  redirect: 'bad redirect',
  'too-large': 'answer too large',
  protocol: 'broken HTTP answer',
  egress: 'address not allowed',
  network: 'no network here',
  overload: 'monitor overloaded',
  internal: 'fault of the monitor',
};
