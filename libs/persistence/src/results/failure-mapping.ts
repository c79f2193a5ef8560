import type { Failure, FailureFact } from '@app/domain';
import { present } from '../common/present.ts';

/**
 * A failure inside a stored check: class, code, what is known of it, the redirect before it, and what the port speaks.
 * Older versions stored a sentence (`m`) in place of facts; it stays one.
 */
export interface FailureDocument {
  c: Failure['class'];
  d?: string;
  m?: string;
  /** The fact; without its name where class and code imply it. */
  x?: FactDocument;
  r?: Failure['redirect'];
  p?: Failure['speaks'];
}

/** A fact whose name follows from class and code. */
type NamelessFact = Readonly<Record<string, unknown>> & { readonly is?: never };

type FactDocument = FailureFact | NamelessFact;

const CODE_ALONE: FailureFact = { is: 'code' };

/** The usual fact of a code: most failures are one of these, and their name is not stored. */
const USUAL: Readonly<Record<string, FailureFact['is']>> = {
  DNS_NOT_FOUND: 'no-address',
  DNS_SERVFAIL: 'name-servers',
  CONNECTION_REFUSED: 'refused',
  CONNECTION_RESET: 'closed',
  TEXT_MISSING: 'text-missing',
  TEXT_PRESENT: 'text-present',
  HOST_UNREACHABLE: 'no-way',
  NETWORK_UNREACHABLE: 'no-route',
};

function usualOf(failureClass: Failure['class'], code = ''): FailureFact['is'] | undefined {
  if (failureClass === 'status') return 'status';
  return code.startsWith('CERT_') ? 'certificate' : USUAL[code];
}

function toFactDocument({ class: failureClass, code, fact }: Failure): FactDocument | undefined {
  if (fact.is === 'text' || fact.is === 'code') return undefined;
  const { is, ...details } = fact;
  return is === usualOf(failureClass, code ?? undefined) ? details : fact;
}

const hasName = (document: FactDocument): document is FailureFact => 'is' in document;

function fromFactDocument({ c, d, x }: FailureDocument): FailureFact | undefined {
  if (!x || hasName(x)) return x;
  const is = usualOf(c, d);
  // What was left out is put back: together they are the fact that was stored.
  return is && ({ is, ...x } as FailureFact);
}

export const toFailureDocument = (failure: Failure): FailureDocument =>
  present({
    c: failure.class,
    d: failure.code ?? undefined,
    m: failure.fact.is === 'text' ? failure.fact.text : undefined,
    x: toFactDocument(failure),
    r: failure.redirect,
    p: failure.speaks,
  });

const factOf = (text: string | undefined, fact: FailureFact | undefined): FailureFact =>
  fact ?? (text === undefined ? CODE_ALONE : { is: 'text', text });

export function fromFailureDocument(document: FailureDocument): Failure {
  const { c, d, m, r, p } = document;
  return {
    class: c,
    code: d ?? null,
    fact: factOf(m, fromFactDocument(document)),
    ...(r && { redirect: r }),
    ...(p && { speaks: p }),
  };
}

/** A failure as it stands in the document of a target: with its facts, or with the sentence of an older version. */
export type KeptFailure = Omit<Failure, 'fact'> & { fact?: FailureFact; message?: string };

export const fromKeptFailure = ({ message, fact, ...failure }: KeptFailure): Failure => ({
  ...failure,
  fact: factOf(message, fact),
});
