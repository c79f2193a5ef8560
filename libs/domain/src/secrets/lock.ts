import * as z from 'zod';

/** Why secrets cannot be read, in no language. */
export const SecretLock = z.object({
  /**
   * `no-key`: there is no key here. `other-key`: the one that is here is not of this installation. `missing`: some secrets
   * were encrypted with a key that is not here. `damaged`: the key is here, and what is stored was changed since.
   */
  is: z.enum(['no-key', 'other-key', 'missing', 'damaged']),
  /** Names of the keys that are needed, which give nothing away; empty where nobody knows them. */
  keyIds: z.array(z.string()),
});
export type SecretLock = z.infer<typeof SecretLock>;

/** The same, with what cannot be used meanwhile. */
export const LockedSecrets = z.object({
  ...SecretLock.shape,
  /** Channels that are told nothing. */
  channels: z.int().nonnegative(),
  /** Targets that are not checked. */
  targets: z.int().nonnegative(),
});
export type LockedSecrets = z.infer<typeof LockedSecrets>;
