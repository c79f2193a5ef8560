import type { ExpiryItem } from '@app/domain';

/** What tells one line of the list from the others. */
export const expiryKey = ({ kind, targetId, name }: ExpiryItem): string =>
  kind === 'domain' ? name : `${targetId} ${name}`;
