import type { Socket } from 'node:net';
import type { Expectation } from '@app/domain';
import type { Collector } from './collector.ts';
import type { ConnectionContext } from './open-connection.ts';
import type { Hop } from './redirect.ts';

/** What all requests of an attempt share. */
export interface ExchangeContext extends ConnectionContext {
  readonly expected: Expectation;
  readonly followsRedirects: boolean;
  /** Whether a public site may lead to private addresses. */
  readonly privateRedirects: boolean;
  readonly timeoutMs: number;
}

/** Sends one request on a connection and hands the response to a collector. */
export type Speaker = (hop: Hop, socket: Socket, wire: Wire) => void;

export interface Wire {
  readonly collector: Collector;
  readonly context: ExchangeContext;
  /** Sets what lets the response go on after the collector asked for a pause. */
  readonly onResume: (resume: () => void) => void;
}
