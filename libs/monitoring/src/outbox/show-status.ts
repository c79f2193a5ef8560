import { AppError, type TargetOnDomain } from '@app/domain';
import { domainsOnly, statusOnDomain } from '@app/domain/registration';
import type { Ports } from '../ports/index.ts';

const MAX_TRIES = 5;

/**
 * Gives the targets that watch a domain only the status that follows from its registration. Safe to repeat and to run
 * twice at once: each write is fenced by a version that was read before the registration was.
 *
 * @param targets the targets on the domain that are checked
 */
export async function showStatus(
  ports: Pick<Ports, 'targets' | 'registrations' | 'changes' | 'now'>,
  domain: string,
  targets: readonly TargetOnDomain[],
): Promise<void> {
  for (const { id } of domainsOnly(targets)) {
    if (await showOn(ports, id, { domain, targets })) {
      await ports.changes.publish([{ type: 'target', id }]);
    }
  }
}

/** Whether the target was changed. */
async function showOn(
  ports: Pick<Ports, 'targets' | 'registrations' | 'now'>,
  id: string,
  { domain, targets }: { domain: string; targets: readonly TargetOnDomain[] },
): Promise<boolean> {
  for (let i = 0; i < MAX_TRIES; i++) {
    const target = await ports.targets.get(id);
    const record = await ports.registrations.get(domain);
    if (!target || !record || target.pausedAt || target.domain !== domain) return false;
    const now = ports.now();
    const status = statusOnDomain(record, targets, now);
    if (target.state.status === status) return false;
    const state = { ...target.state, status, statusSince: now };
    if (await ports.targets.change(id, target.version, { state })) return true;
  }
  throw new AppError('conflict', 'The target is being changed by somebody else. Try again.');
}
