import { isLoopback } from '@app/domain';
import type { ResolvedAddress } from '../names/resolver.ts';

/** A machine rarely gains an IPv6 connection; until then each try is a wasted call of the system. */
const REMEMBERED_MS = 30_000;

/** Remembers which family of addresses this machine had no route for, so that it is tried last (RFC 6724 rule 1). */
export class RouteMemory {
  readonly #now: () => number;
  readonly #missedAt: Record<4 | 6, number> = { 4: -Infinity, 6: -Infinity };

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Tells that there was no route to an address. */
  miss({ address, family }: ResolvedAddress): void {
    if (!isLoopback(address)) this.#missedAt[family] = this.#now();
  }

  /** The family to try first: that of the first answer, unless there was no route for it lately. */
  preferred([first]: readonly ResolvedAddress[]): 4 | 6 | undefined {
    if (!first || this.#now() - this.#missedAt[first.family] > REMEMBERED_MS) return first?.family;
    return first.family === 6 ? 4 : 6;
  }
}
