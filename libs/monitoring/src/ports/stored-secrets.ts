import type { SecretPlace } from '@app/domain';

/** One document with the secrets in it, as they are stored. */
export interface StoredSecrets {
  readonly id: string;
  readonly secrets: readonly { readonly field: string; readonly text: string }[];
  /** What the document was when it was read. */
  readonly version: number;
}

/** Secrets as they lie in the document store, for those who bring them under another key. */
export interface StoredSecretsStore {
  /** Documents after an id, in the order of their ids; those without a secret may be left out. `last` is where to go on. */
  page(
    collection: SecretPlace['collection'],
    after: string | null,
    limit: number,
  ): Promise<{ items: StoredSecrets[]; last: string | null }>;
  /** Puts other texts in their places, unless somebody changed the document in between: false. */
  replace(
    collection: SecretPlace['collection'],
    before: StoredSecrets,
    texts: ReadonlyMap<string, string>,
  ): Promise<boolean>;
  /**
   * Has the store leave nothing readable of what was replaced; false where its server cannot. Rejects with the reason
   * where it could and does not.
   */
  forgetReplaced(): Promise<boolean>;
}
