import type { LockedSecrets, SecretLock, SecretPlace } from '@app/domain';
import type { Log } from '../ports/log.ts';
import type { StoredSecretsStore } from '../ports/stored-secrets.ts';

/** All secrets are tried this often while they can be read: some may be of another key. */
const ALL_WELL_MS = 600_000;
/** The same while some cannot. */
const LOCKED_MS = 20_000;
/** Documents that are read together. */
const PAGE = 200;

const COLLECTIONS: readonly SecretPlace['collection'][] = ['channels', 'targets'];

export interface SecretWatchOptions {
  readonly storedSecrets: Pick<StoredSecretsStore, 'page'>;
  readonly vault: {
    lock(): Promise<SecretLock | null>;
    open(text: string, place: SecretPlace): string | null;
  };
  readonly log: Pick<Log, 'error' | 'info'>;
}

/** Knows which channels and targets a process cannot use, because it cannot read their secrets. */
export class SecretWatch {
  readonly #options: SecretWatchOptions;
  #counted = { channels: 0, targets: 0 };
  #countedAt = Number.NEGATIVE_INFINITY;
  #counting: Promise<void> | null = null;
  #told = '';

  constructor(options: SecretWatchOptions) {
    this.#options = options;
  }

  /**
   * What cannot be read here; null while all can. Tells the log when that changes. Rejects while the document store is
   * away.
   */
  async locked(): Promise<LockedSecrets | null> {
    const { vault } = this.#options;
    const before = await vault.lock();
    const age = performance.now() - this.#countedAt;
    if (age >= (before || this.#isAnyCounted ? LOCKED_MS : ALL_WELL_MS)) await this.#countOnce();
    const lock = await vault.lock();
    const locked = lock && { ...lock, ...this.#counted };
    this.#tell(locked);
    return locked;
  }

  get #isAnyCounted(): boolean {
    return this.#counted.channels + this.#counted.targets > 0;
  }

  async #countOnce(): Promise<void> {
    this.#counting ??= this.#count().finally(() => (this.#counting = null));
    await this.#counting;
  }

  async #count(): Promise<void> {
    const { storedSecrets, vault } = this.#options;
    const counted = { channels: 0, targets: 0 };
    for (const collection of COLLECTIONS) {
      let after: string | null = null;
      do {
        const page = await storedSecrets.page(collection, after, PAGE);
        for (const { id, secrets } of page.items) {
          const opened = secrets.map(({ field, text }) =>
            vault.open(text, { collection, id, field }),
          );
          if (opened.includes(null)) counted[collection] += 1;
        }
        after = page.last;
      } while (after !== null);
    }
    this.#counted = counted;
    this.#countedAt = performance.now();
  }

  #tell(locked: LockedSecrets | null): void {
    const told = locked ? `${locked.is} ${locked.keyIds.join()}` : '';
    if (told === this.#told) return;
    this.#told = told;
    const { log } = this.#options;
    if (!locked) log.info({}, 'secrets can be read again');
    else {
      log.error(
        locked,
        'secrets locked: messages to these channels wait, and these targets are not checked, until their key is there',
      );
    }
  }
}
