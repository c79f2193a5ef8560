import { createHash } from 'node:crypto';
import { COLLECTIONS, noCounts, type CollectionName, type Counts } from '../transfer/format.ts';

const MODULUS = 1n << 256n;

/**
 * Counts and sums of documents by collection. A sum is that of the SHA-256 of each document, so that it does not depend on
 * the order in which a server tells them.
 */
export class Sums {
  readonly counts: Counts = noCounts();
  readonly #sums = new Map<CollectionName, bigint>();

  /** Adds a document as a line of an export. */
  add(collection: CollectionName, line: string): void {
    this.counts[collection] += 1;
    const hash = BigInt(`0x${createHash('sha256').update(line.trimEnd()).digest('hex')}`);
    this.#sums.set(collection, ((this.#sums.get(collection) ?? 0n) + hash) % MODULUS);
  }

  of(collection: CollectionName): string {
    return (this.#sums.get(collection) ?? 0n).toString(16);
  }

  all(): Record<CollectionName, string> {
    return Object.fromEntries(COLLECTIONS.map((name) => [name, this.of(name)])) as Record<
      CollectionName,
      string
    >;
  }
}
