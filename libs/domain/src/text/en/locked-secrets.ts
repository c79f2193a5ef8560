import type { LockedSecrets, SecretLock } from '../../secrets/lock.ts';

/** Why, as the end of a sentence. */
const REASONS: Readonly<Record<SecretLock['is'], (keys: string) => string>> = {
  'no-key': () => 'there is no key',
  'other-key': () => 'the key is another one than they are encrypted with',
  missing: (keys) => `the key ${keys} is missing`,
  damaged: () => 'what is stored was changed since, though its key is there',
};

/** What to do. Names of keys are those that `npm run keys:rotate` and the log tell. */
function remedy({ is, keyIds }: SecretLock): string {
  if (is === 'damaged') return 'Enter the values again, or restore a backup.';
  const name = keyIds.length > 0 ? ` (${keyIds.join(', ')})` : '';
  return `Bring back the file encryption.key of the data folder, or set ENCRYPTION_KEY to the key${name}. If it is lost for good, see “Keys of secrets” in docs/operations.md.`;
}

function effects({ channels, targets }: Pick<LockedSecrets, 'channels' | 'targets'>): string {
  const told = `${count(channels, 'channel')} ${channels === 1 ? 'gets' : 'get'} no messages, which wait`;
  const checked = `${count(targets, 'target')} ${targets === 1 ? 'is' : 'are'} not checked`;
  const both = [...(channels > 0 ? [told] : []), ...(targets > 0 ? [checked] : [])];
  return both.length > 0 ? ` ${both.join(', and ')}.` : '';
}

const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? '' : 's'}`;

/** That secrets cannot be read, what that means, and what to do. */
export const describeLockedSecrets = (locked: LockedSecrets, who: string): string =>
  `Secrets are locked: ${who}, ${REASONS[locked.is](locked.keyIds.join(', '))}.${effects(locked)} Nothing is overwritten. ${remedy(locked)}`;
