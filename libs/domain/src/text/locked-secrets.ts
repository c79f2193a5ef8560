import type { LockedSecrets } from '../secrets/lock.ts';
import { describeLockedSecrets as inEnglish } from './en/locked-secrets.ts';

/** That a process of its own cannot read secrets, what that means, and what to do. */
export const describeLockedSecrets = (locked: LockedSecrets): string =>
  inEnglish(locked, 'in this process');
