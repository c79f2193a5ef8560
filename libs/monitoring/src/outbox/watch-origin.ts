import { AppError } from '@app/domain';
import { followLead } from '@app/domain/certificate';
import { startedWatches, stoppedWatches } from '@app/domain/check-kinds';
import type { Ports } from '../ports/index.ts';

const MAX_TRIES = 5;

/**
 * Watches the certificate of the https site that an http target leads to, with null none; instead of another one once
 * that one has not been met for hours. Alerts about the one before end. Safe to repeat. Throws conflict after many lost
 * races.
 */
export async function watchOrigin(
  ports: Pick<Ports, 'targets' | 'changes' | 'now' | 'newId'>,
  id: string,
  origin: string | null,
): Promise<void> {
  for (let i = 0; i < MAX_TRIES; i++) {
    const target = await ports.targets.get(id);
    if (!target || target.url.startsWith('https:')) return;
    const { certificate: watch, pausedAt, version } = target;
    const at = ports.now();
    const lead = followLead(watch, origin, at);
    if (lead === null || pausedAt !== null) return;
    if (watch && lead !== 'move') {
      const { strayedAt: _, ...met } = watch;
      const certificate = lead === 'wait' ? { ...met, strayedAt: at } : met;
      if (await ports.targets.change(id, version, { certificate })) return;
      continue;
    }
    const cause = { newId: ports.newId, at, resolution: 'deleted' } as const;
    const { effects: intents } = stoppedWatches({ certificate: watch }, cause);
    const started = origin === null ? null : startedWatches(`${origin}/`, at).certificate;
    const certificate = started && origin !== null ? { ...started, origin } : null;
    if (await ports.targets.change(id, version, { certificate, intents })) {
      await ports.changes.publish([{ type: 'target', id }]);
      return;
    }
  }
  throw new AppError('conflict', 'The target is being changed by somebody else. Try again.');
}
