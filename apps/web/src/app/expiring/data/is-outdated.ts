import type { ExpiryItem, LiveEvent, Target } from '@app/domain';

/** True when a live event tells that the list of what expires has to be read anew. */
export function isOutdated(
  items: readonly ExpiryItem[],
  event: LiveEvent,
  hasMore: boolean,
): boolean {
  if (event.type === 'removed') return items.some(({ targetId }) => targetId === event.targetId);
  if (event.type !== 'target') return false;
  const { target } = event;
  const last = hasMore ? items.at(-1)?.expiresAt : undefined;
  return (
    differs(certificateIn(items, target), endOf(target, target.certificate?.validTo), last) ||
    differs(domainIn(items, target), endOf(target, target.domain?.expiresAt), last)
  );
}

const certificateIn = (items: readonly ExpiryItem[], { id }: Target): ExpiryItem | undefined =>
  items.find(({ kind, targetId }) => kind === 'certificate' && targetId === id);

const domainIn = (items: readonly ExpiryItem[], { domain }: Target): ExpiryItem | undefined =>
  items.find(({ kind, name }) => kind === 'domain' && name === domain?.name);

/** A paused target is not in the list. */
const endOf = ({ status }: Target, end: Date | null | undefined): Date | null =>
  status === 'paused' ? null : (end ?? null);

/** Whether an end is not the one in the list; one that comes after the last loaded item need not be there. */
function differs(shown: ExpiryItem | undefined, end: Date | null, last: Date | undefined): boolean {
  if (shown) return shown.expiresAt.getTime() !== end?.getTime();
  return end !== null && (last === undefined || end <= last);
}
