import {
  hasOlderReader,
  isSealed,
  keyOfSealed,
  type KeyRing,
  partsOfSealed,
  type SecretLock,
  secretsLocked,
  type SecretPlace,
  type Vault,
} from '@app/domain';
import type { SecretKeyStore } from '../ports/secret-keys.ts';
import type { WorkerStore } from '../ports/workers.ts';

export interface SecretVaultOptions {
  readonly ring: KeyRing;
  readonly keys: Pick<SecretKeyStore, 'nameFirst' | 'add' | 'list'>;
  readonly workers: Pick<WorkerStore, 'list'>;
  readonly now: () => Date;
}

/** `unknown` while the document store does not say which keys this installation has. */
export type VaultState = 'open' | 'locked' | 'unknown';

/** What could not be opened is told for this long, unless it could be since: it may be gone by now. */
const TOLD_MS = 600_000;
/** More than this is no few secrets any more, but all of them. */
const MAX_TOLD = 1_000;
/** A file of keys is looked at again this often at most. */
const RELOAD_MS = 2_000;
/** Workers are looked at again this often at most. */
const WORKERS_MS = 2_000;

/**
 * Seals and opens with the keys of this process, as long as they are those of the installation: a process that was
 * started with a wrong key, or without one, seals nothing and overwrites nothing. A first key is made only where the
 * installation has none: one that was lost is replaced by nobody.
 */
export class SecretVault implements Vault {
  readonly #options: SecretVaultOptions;
  /** The key that the installation is known to have. */
  #named: string | null = null;
  /** What could not be opened lately, by its place: the key that it asks for, and when. */
  readonly #unopened = new Map<string, { keyId: string; isDamaged: boolean; at: Date }>();
  #reloadedAt = Number.NEGATIVE_INFINITY;
  #older: { readonly at: number; readonly there: Promise<boolean> } | null = null;

  constructor(options: SecretVaultOptions) {
    this.#options = options;
  }

  /**
   * The text as it is to be stored: sealed, but in clear as long as a worker runs that cannot open it.
   *
   * @throws precondition while the secrets are locked
   */
  async seal(text: string, place: SecretPlace): Promise<string> {
    if (isSealed(text)) return text;
    if (!(await this.#mayUse())) throw secretsLocked();
    this.#unopened.delete(nameOf(place));
    return (await this.hasOlderReader()) ? text : this.#options.ring.seal(text, place);
  }

  /** Whether a worker runs that cannot open what is sealed: nothing is sealed meanwhile. */
  async hasOlderReader(): Promise<boolean> {
    const at = performance.now();
    if (!this.#older || at - this.#older.at >= WORKERS_MS) {
      this.#older = { at, there: this.#look() };
    }
    return await this.#older.there;
  }

  async #look(): Promise<boolean> {
    const { workers, now } = this.#options;
    return hasOlderReader(await workers.list(), now());
  }

  open(text: string, place: SecretPlace): string | null {
    if (!isSealed(text)) return text;
    const { ring } = this.#options;
    const clear = ring.open(text, place) ?? (this.#reload() ? ring.open(text, place) : null);
    if (clear === null) this.#note(text, place);
    else if (this.#unopened.size > 0) this.#unopened.delete(nameOf(place));
    return clear;
  }

  #note(text: string, place: SecretPlace): void {
    const name = nameOf(place);
    if (!this.#unopened.has(name) && this.#unopened.size >= MAX_TOLD) return;
    const { ring, now } = this.#options;
    const keyId = keyOfSealed(text) ?? '';
    this.#unopened.set(name, { keyId, isDamaged: ring.ids.includes(keyId), at: now() });
  }

  /**
   * The text under the present key: the same one where it is already, null where its key is missing.
   *
   * @throws precondition while the secrets are locked
   */
  async renew(text: string, place: SecretPlace): Promise<string | null> {
    if (!isSealed(text)) return await this.seal(text, place);
    if (!(await this.#mayUse())) throw secretsLocked();
    const { ring } = this.#options;
    return partsOfSealed(text)?.keyId === ring.ids[0] ? text : ring.rewrap(text, place);
  }

  /** Whether secrets can be read and stored. */
  async state(): Promise<VaultState> {
    return await this.lock().then(
      (lock) => (lock ? 'locked' : 'open'),
      () => 'unknown',
    );
  }

  /** What keeps secrets from being read or stored here; null while nothing does. Rejects while the document store is away. */
  async lock(): Promise<SecretLock | null> {
    const { ring, keys } = this.#options;
    if (!(await this.#mayUse())) {
      return { is: ring.ids.length === 0 ? 'no-key' : 'other-key', keyIds: await keys.list() };
    }
    const unopened = this.#recent();
    const missing = unopened.filter(({ keyId }) => !ring.ids.includes(keyId));
    if (missing.length > 0) {
      return { is: 'missing', keyIds: [...new Set(missing.map(({ keyId }) => keyId))].toSorted() };
    }
    // What asks for a key that came back since will be opened the next time that somebody asks.
    return unopened.some(({ isDamaged }) => isDamaged) ? { is: 'damaged', keyIds: [] } : null;
  }

  #recent(): { keyId: string; isDamaged: boolean }[] {
    const now = this.#options.now().getTime();
    return [...this.#unopened.values()]
      .filter(({ at }) => Math.abs(now - at.getTime()) < TOLD_MS)
      .map(({ keyId, isDamaged }) => ({ keyId, isDamaged }));
  }

  /** Whether the first key is one of the installation; the first key of all becomes it. */
  async #mayUse(): Promise<boolean> {
    const { ring, keys } = this.#options;
    this.#reload();
    if (ring.ids.length === 0) {
      if ((await keys.list()).length === 0) ring.make();
      // Another process of the same folder may have made it a moment ago.
      else ring.reload();
    }
    const [first] = ring.ids;
    if (first === undefined) return false;
    if (this.#named === first) return true;
    const known = await keys.nameFirst(first);
    if (!ring.ids.some((id) => known.includes(id))) return false;
    // Whoever has one of the keys may bring another one.
    if (!known.includes(first)) await keys.add(first);
    this.#named = first;
    return true;
  }

  #reload(): boolean {
    const at = performance.now();
    if (at - this.#reloadedAt < RELOAD_MS) return false;
    this.#reloadedAt = at;
    return this.#options.ring.reload();
  }
}

const nameOf = ({ collection, id, field }: SecretPlace): string => `${collection} ${id} ${field}`;
