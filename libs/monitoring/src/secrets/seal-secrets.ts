import type { SecretPlace } from '@app/domain';
import type { Context } from '../context.ts';
import type { StoredSecrets, StoredSecretsStore } from '../ports/stored-secrets.ts';

/** What a pass over all secrets did. */
export interface SealedSecrets {
  /** Secrets that there are. */
  total: number;
  /** Those that were brought under the present key, from clear text or from another key. */
  renewed: number;
  /** Those whose key is missing: they stay as they are. */
  locked: number;
  /** Documents that were changed meanwhile: the next pass sees them. */
  missed: number;
}

export interface SealSecretsPorts {
  storedSecrets: StoredSecretsStore;
  vault: {
    /** The text under the present key; the same one where it is already, null where its key is missing. */
    renew(text: string, place: SecretPlace): Promise<string | null>;
  };
}

const COLLECTIONS: readonly SecretPlace['collection'][] = ['channels', 'targets'];
const PAGE = 200;

/**
 * Brings every stored secret under the present key: those of the time before secrets were encrypted, those of an import,
 * and those of an older key. May be broken off and repeated, also by several processes at once.
 */
export async function sealSecrets({
  ports,
  signal,
}: Context<SealSecretsPorts>): Promise<SealedSecrets> {
  const done: SealedSecrets = { total: 0, renewed: 0, locked: 0, missed: 0 };
  for (const collection of COLLECTIONS) {
    let after: string | null = null;
    do {
      signal.throwIfAborted();
      const page = await ports.storedSecrets.page(collection, after, PAGE);
      for (const item of page.items) await renewOne(ports, collection, { item, done });
      after = page.last;
    } while (after !== null);
  }
  return done;
}

async function renewOne(
  { storedSecrets, vault }: SealSecretsPorts,
  collection: SecretPlace['collection'],
  { item, done }: { item: StoredSecrets; done: SealedSecrets },
): Promise<void> {
  const texts = new Map<string, string>();
  for (const { field, text } of item.secrets) {
    done.total++;
    const renewed = await vault.renew(text, { collection, id: item.id, field });
    if (renewed === null) done.locked++;
    else if (renewed !== text) texts.set(field, renewed);
  }
  if (texts.size === 0) return;
  if (await storedSecrets.replace(collection, item, texts)) done.renewed += texts.size;
  else done.missed += texts.size;
}
