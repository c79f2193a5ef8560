import type { Ports } from './ports/index.ts';

/** On whose behalf something is done. There is no login: a person is known by where the request came from. */
export interface Actor {
  kind: 'person' | 'worker' | 'system';
  /** Of a person the network address, of a worker its id, of background work the name of its process. */
  address: string;
  /** Who that is, where whoever runs this has added authentication (docs/authentication.md); absent otherwise. */
  principal?: string;
}

/**
 * What every use case gets beside its input. Whoever needs to know who asks (audit, limits, tracing) finds it here, so
 * no signature changes for it. `P` holds the ports that the use case needs, and nothing else.
 */
export interface Context<P = Ports> {
  readonly ports: P;
  readonly actor: Actor;
  /** Names the request or the job; lines in the log carry it. */
  readonly requestId: string;
  /** Aborts when nobody waits for the outcome any more. */
  readonly signal: AbortSignal;
}

/** The context of work that nobody asked for, by a process. It is never aborted unless a signal is given. */
export const systemContext = <P>(
  ports: P,
  { name = 'system', signal = NEVER }: { name?: string; signal?: AbortSignal } = {},
): Context<P> => ({
  ports,
  actor: { kind: 'system', address: name },
  requestId: name,
  signal,
});

const NEVER = new AbortController().signal;
