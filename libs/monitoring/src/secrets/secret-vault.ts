import {
  hasOlderReader,
  isSealed,
  type KeyRing,
  partsOfSealed,
  secretsLocked,
  type SecretPlace,
  type Vault,
} from '@app/domain';
import type { SecretKeyStore } from '../ports/secret-keys.ts';
import type { WorkerStore } from '../ports/workers.ts';

export interface SecretVaultOptions {
  readonly ring: KeyRing;
  readonly keys: Pick<SecretKeyStore, 'nameFirst' | 'add'>;
  readonly workers: Pick<WorkerStore, 'list'>;
  readonly now: () => Date;
}

/** `unknown` while the document store does not say which keys this installation has. */
export type VaultState = 'open' | 'locked' | 'unknown';

/** What could not be opened is told for this long. */
const TOLD_MS = 600_000;
/** A file of keys is looked at again this often at most. */
const RELOAD_MS = 2_000;
/** Workers are looked at again this often at most. */
const WORKERS_MS = 2_000;

/**
 * Seals and opens with the keys of this process, as long as they are those of the installation: a process that was
 * started with a wrong key, or without one, seals nothing and overwrites nothing.
 */
export class SecretVault implements Vault {
  readonly #options: SecretVaultOptions;
  /** The key that the installation is known to have. */
  #named: string | null = null;
  #unopenedAt: Date | null = null;
  #reloadedAt = 0;
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
    const { ring, now } = this.#options;
    const clear = ring.open(text, place);
    if (clear !== null) return clear;
    const again = this.#reload() ? ring.open(text, place) : null;
    if (again === null) this.#unopenedAt = now();
    return again;
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
    const { now } = this.#options;
    try {
      if (!(await this.#mayUse())) return 'locked';
    } catch {
      return 'unknown';
    }
    const ago = this.#unopenedAt ? now().getTime() - this.#unopenedAt.getTime() : TOLD_MS;
    return Math.abs(ago) < TOLD_MS ? 'locked' : 'open';
  }

  /** Whether the first key is one of the installation; the first key of all becomes it. */
  async #mayUse(): Promise<boolean> {
    const { ring, keys } = this.#options;
    this.#reload();
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
