import { type AuditLink, type AuditPage, type ListAudit, toAuditEntry } from '@app/domain/audit';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

type AuditPorts = Pick<Ports, 'audit'>;

const PAGE = 50;
const AT_ONCE = 500;

/** Who changed what, the newest first. */
export async function listAudit(
  { ports }: Context<AuditPorts>,
  { cursor, limit = PAGE }: ListAudit,
): Promise<AuditPage> {
  const { items, nextCursor } = await ports.audit.list({ limit, ...(cursor && { cursor }) });
  return { items: items.map(toAuditEntry), nextCursor };
}

/** The whole audit log piece by piece, the oldest first, as it is stored. */
export async function* auditLinks({
  ports,
  signal,
}: Context<{ audit: Pick<AuditPorts['audit'], 'range'> }>): AsyncGenerator<AuditLink[]> {
  let after = 0;
  for (;;) {
    signal.throwIfAborted();
    const links = await ports.audit.range(after, AT_ONCE);
    const last = links.at(-1);
    if (!last) return;
    yield links;
    after = last.number;
  }
}
