import type { NetworkSign } from '../network/sign.ts';
import { judgeRegistration } from './judge-lookup.ts';
import type { RegistrationAnswer } from './schema.ts';

/** A lookup that has ended, as far as it says something of the network. */
interface EndedLookup {
  domain: string;
  /** Null when a fault of ours left the lookup without one. */
  answer: RegistrationAnswer | null;
  startedAt: Date;
  endedAt: Date;
}

/** The kind of check whose state is a document of its own, which all targets on a domain share. */
export interface RegistrationKind {
  readonly name: string;
  /** Its checks are claimed as registrations that are due. */
  readonly source: 'registrations';
  readonly schedule: {
    /** Must outlive the longest lookup and the write of its result, in milliseconds. */
    readonly leaseMs: number;
    /** Lookups that one worker makes at the same time, at most. */
    readonly concurrency: number;
  };
  /** What a lookup says of the network of this machine; null for nothing. */
  signOf(lookup: EndedLookup): NetworkSign | null;
  /** Turns a lookup into the one write that records it, when the next one is due included. */
  readonly judge: typeof judgeRegistration;
}

const UNREACHED: ReadonlySet<string> = new Set(['dns', 'network', 'timeout']);

const isUnreached = (answer: RegistrationAnswer): boolean =>
  'failure' in answer && UNREACHED.has(answer.failure.class);

/** The lookup of a registration. It decides the status of targets that watch the domain only. */
export const REGISTRATION_CHECK: RegistrationKind = {
  name: 'domain',
  source: 'registrations',
  schedule: {
    // Up to 45 s in the line of a registry for RDAP and again for WHOIS, turns at the servers that they send us to,
    // twice 10 s on the network, and the bootstrap file. The store takes a longer one for that of a clock that was ahead.
    leaseMs: 240_000,
    // Most of a lookup is waiting for a registry's turn.
    concurrency: 16,
  },
  // Which server was asked last is not known by its address: the way is that of everything.
  signOf: ({ domain, answer, startedAt, endedAt }) =>
    answer && isUnreached(answer)
      ? {
          type: 'suspicion',
          suspicion: {
            ...{ address: null, port: 0, name: domain },
            ...{ wasGood: false, isKnownDown: false, startedAt, endedAt },
          },
        }
      : null,
  judge: judgeRegistration,
};
