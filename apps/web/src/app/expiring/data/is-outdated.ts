import type { ExpiryItem, LiveEvent, Target } from '@app/domain';

/** What a list shows. */
export interface Shown {
  /** More is to be loaded. */
  hasMore: boolean;
  /** False when what is not in the list may not be wanted in it, or may come later: only what is there can change. */
  isWhole: boolean;
}

/** True when a live event tells that the list of what expires has to be read anew. */
export function isOutdated(
  items: readonly ExpiryItem[],
  event: LiveEvent,
  { hasMore, isWhole }: Shown,
): boolean {
  if (event.type === 'removed') return items.some(({ targetId }) => targetId === event.targetId);
  // Of a target that is not shown only its status is told: it may be new, or watched again.
  if (event.type === 'status') return isWhole;
  if (event.type !== 'target') return false;
  const { target } = event;
  const last = hasMore ? items.at(-1)?.expiresAt : undefined;
  const differs = (shown: ExpiryItem | undefined, date: Date | null | undefined): boolean => {
    const end = endOf(target, date);
    if (shown) return shown.expiresAt.getTime() !== end?.getTime();
    // One that comes after the last loaded item need not be there.
    return isWhole && end !== null && (last === undefined || end <= last);
  };
  return (
    differs(certificateIn(items, target), target.certificate?.validTo) ||
    differs(domainIn(items, target), target.domain?.expiresAt)
  );
}

const certificateIn = (items: readonly ExpiryItem[], { id }: Target): ExpiryItem | undefined =>
  items.find(({ kind, targetId }) => kind === 'certificate' && targetId === id);

const domainIn = (items: readonly ExpiryItem[], { domain }: Target): ExpiryItem | undefined =>
  items.find(({ kind, name }) => kind === 'domain' && name === domain?.name);

/** A paused target is not in the list. */
const endOf = ({ status }: Target, end: Date | null | undefined): Date | null =>
  status === 'paused' ? null : (end ?? null);
