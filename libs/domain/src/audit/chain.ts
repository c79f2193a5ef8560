import { AUDIT_PRUNED, type AuditFacts, type AuditLink, AuditPruned, fieldsIn } from './entry.ts';

/** Returns the hash of a text, in hexadecimal digits. */
export type Hash = (text: string) => string;

/** The end of a chain: number and hash of an entry. */
export interface AuditHead {
  readonly number: number;
  readonly hash: string;
}

/** Exactly what is hashed: every field in a fixed order, and the hash of the entry before. */
const hashedText = ({ number, previous, ...facts }: Omit<AuditLink, 'hash'>): string => {
  const { at, actor, requestId, action, subject, outcome, code, before, after, cut } = facts;
  return JSON.stringify([
    number,
    previous,
    facts.callId,
    at.toISOString(),
    [actor.kind, actor.address, actor.principal ?? null],
    requestId,
    action,
    subject && [subject.kind, subject.id, subject.name],
    outcome,
    code,
    before,
    after,
    cut,
  ]);
};

/** The entry that follows the end of a chain; null for an empty one. */
export function linkAfter(head: AuditHead | null, facts: AuditFacts, hash: Hash): AuditLink {
  const link = { ...facts, number: (head?.number ?? 0) + 1, previous: head?.hash ?? '' };
  return { ...link, hash: hash(hashedText(link)) };
}

/** What is wrong with a chain, and at which entry. */
export type AuditFault =
  /** Its text does not give its hash. */
  | { readonly kind: 'changed'; readonly number: number }
  /** It does not follow the entry before it. */
  | { readonly kind: 'unlinked'; readonly number: number }
  /** Entries are gone that nobody removed because they were old. */
  | { readonly kind: 'missing'; readonly number: number; readonly to: number }
  /** An end that was noted elsewhere is not, or not so, in the chain. */
  | { readonly kind: 'other-head'; readonly number: number };

export interface AuditReport {
  readonly entries: number;
  /** Number of the oldest entry that is kept; null for none. */
  readonly first: number | null;
  readonly head: AuditHead | null;
  /** The first ones. */
  readonly faults: readonly AuditFault[];
}

const MAX_FAULTS = 20;

/**
 * Follows a chain from its oldest entry on. Entries that were removed because they were old are no fault: the newest entry that
 * tells of a removal says up to which one, with its hash.
 */
export class AuditChainCheck {
  readonly #hash: Hash;
  readonly #noted: AuditHead | null;
  readonly #faults: AuditFault[] = [];
  #entries = 0;
  #first: AuditLink | null = null;
  #last: AuditLink | null = null;
  #pruned: AuditPruned | null = null;
  #hasNoted = false;

  /** @param noted an end of the chain that was noted elsewhere, at an earlier time */
  constructor(hash: Hash, noted: AuditHead | null = null) {
    this.#hash = hash;
    this.#noted = noted;
  }

  /** Takes the next entry, in the order of their numbers. */
  add(link: AuditLink): void {
    const { number, previous } = link;
    this.#entries++;
    this.#first ??= link;
    const last = this.#last;
    if (last && number !== last.number + 1) {
      this.#fault({ kind: 'missing', number: last.number + 1, to: number - 1 });
    } else if (previous !== (last ? last.hash : number === 1 ? '' : previous)) {
      this.#fault({ kind: 'unlinked', number });
    }
    if (this.#hash(hashedText(link)) !== link.hash) this.#fault({ kind: 'changed', number });
    if (link.action === AUDIT_PRUNED) {
      this.#pruned = AuditPruned.safeParse(fieldsIn(link.after)).data ?? this.#pruned;
    }
    if (this.#noted?.number === number) {
      this.#hasNoted = true;
      if (this.#noted.hash !== link.hash) this.#fault({ kind: 'other-head', number });
    }
    this.#last = link;
  }

  /** What there is to say once the last entry was added. */
  report(): AuditReport {
    this.#judgeFront();
    const noted = this.#noted;
    const mayBePruned = noted && this.#first && noted.number < this.#first.number;
    if (noted && !this.#hasNoted && !mayBePruned) {
      this.#fault({ kind: 'other-head', number: noted.number });
    }
    const last = this.#last;
    return {
      entries: this.#entries,
      first: this.#first?.number ?? null,
      head: last && { number: last.number, hash: last.hash },
      faults: this.#faults,
    };
  }

  #judgeFront(): void {
    const first = this.#first;
    if (!first || first.number === 1) return;
    const gone = first.number - 1;
    const pruned = this.#pruned;
    if (!pruned || pruned.through < gone) {
      this.#fault({ kind: 'missing', number: (pruned?.through ?? 0) + 1, to: gone });
    } else if (pruned.through === gone && pruned.hash !== first.previous) {
      this.#fault({ kind: 'unlinked', number: first.number });
    }
  }

  #fault(fault: AuditFault): void {
    if (this.#faults.length < MAX_FAULTS) this.#faults.push(fault);
  }
}
