import { keyKindOf, type CertificateEvidence, type Failure } from '@app/domain';
import { connectGuarded, type EgressGuard } from '@app/platform';
import { failureFromError } from '../http/failure/from-error.ts';
import { DeadlineError } from '../http/failure/timeout-failure.ts';
import type { Phase } from '../http/phase-clock.ts';
import { evidenceOf } from './evidence.ts';
import { shakeHands } from './handshake.ts';
import type { TrustStore } from './trust-store.ts';

export interface AddressOptions {
  /** Name or address of the site, which the certificate must be for. */
  readonly host: string;
  readonly port: number;
  readonly egress: EgressGuard;
  readonly store: TrustStore;
  readonly now: () => Date;
  /** Time for each of the two handshakes at an address, in milliseconds. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

/** What one address showed: its certificates, the usual one first, or why there is none. */
export type AddressReading =
  | { readonly address: string; readonly shown: readonly CertificateEvidence[] }
  | { readonly address: string; readonly failure: Failure };

/** A signal that aborts with another one, or with a `DeadlineError` after a time. */
async function within<T>(
  limitMs: number,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const forward = (): void => stop.abort(signal.reason);
  const timer = setTimeout(() => stop.abort(new DeadlineError()), limitMs);
  signal.addEventListener('abort', forward);
  try {
    signal.throwIfAborted();
    return await run(stop.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', forward);
  }
}

/**
 * The certificate for clients that only know the other kind of key, where the server has one. Most have none and
 * refuse the handshake: that is no failure.
 */
async function otherShown(
  address: string,
  usual: CertificateEvidence,
  { host, port, egress, store, now, limitMs, signal }: AddressOptions,
): Promise<CertificateEvidence[]> {
  const context = store.secureContext(keyKindOf(usual.leaf.key) === 'RSA' ? 'ECDSA' : 'RSA');
  try {
    const handshake = await within(limitMs, signal, async (limited) => {
      const socket = await connectGuarded(egress, { host: address, port, signal: limited });
      return shakeHands(socket, { host, context, signal: limited, endsAtOnce: true });
    });
    const other = evidenceOf(handshake, { host, store, now: now() });
    if (other.leaf.fingerprint === usual.leaf.fingerprint) return [];
    // What a client that knows less agrees on says nothing about the server.
    const { protocol, cipher, handshakeEnd } = usual;
    return [{ ...other, protocol, cipher, handshakeEnd }];
  } catch {
    return [];
  }
}

/** Reads what one address of a site shows. Never rejects: what is in the way is a value. */
export async function readAddress(
  address: string,
  options: AddressOptions,
): Promise<AddressReading> {
  const { host, port, egress, store, now, limitMs, signal } = options;
  let phase: Phase = 'connect';
  try {
    const handshake = await within(limitMs, signal, async (limited) => {
      const socket = await connectGuarded(egress, { host: address, port, signal: limited });
      phase = 'tls';
      return shakeHands(socket, { host, context: store.secureContext(), signal: limited });
    });
    const usual = evidenceOf(handshake, { host, store, now: now() });
    return { address, shown: [usual, ...(await otherShown(address, usual, options))] };
  } catch (error) {
    const failure = failureFromError(error, { host, port, phase, address, timeoutMs: limitMs });
    return { address, failure };
  }
}
