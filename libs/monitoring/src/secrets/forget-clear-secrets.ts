import type { Context } from '../context.ts';
import type { SecretKeyStore } from '../ports/secret-keys.ts';
import type { StoredSecretsStore } from '../ports/stored-secrets.ts';
import type { SealedSecrets } from './seal-secrets.ts';

export interface ForgetSecretsPorts {
  storedSecrets: Pick<StoredSecretsStore, 'forgetReplaced'>;
  secretKeys: Pick<SecretKeyStore, 'isClean' | 'noteClean'>;
}

/**
 * Has the store leave nothing of what was stored in clear, once all secrets are sealed. Rejects with its reason where it
 * does not, to be asked again. Returns whether it did so now.
 *
 * @param sealed what the pass over all secrets did
 */
export async function forgetClearSecrets(
  { ports: { storedSecrets, secretKeys } }: Context<ForgetSecretsPorts>,
  { renewed, missed }: Pick<SealedSecrets, 'renewed' | 'missed'>,
): Promise<boolean> {
  if (missed > 0 || (renewed === 0 && (await secretKeys.isClean()))) return false;
  const isForgotten = await storedSecrets.forgetReplaced();
  await secretKeys.noteClean();
  return isForgotten;
}
