import type { TargetRecord } from '@app/domain';
import { targetRecord } from '@app/domain/testing';
import { AlertDesk } from './alert-desk.ts';
import { MemoryTargets } from './memory-targets.ts';

/** One target, and the ports for what people do with it, at an instant. */
export function targetDesk(now: Date, over: Partial<TargetRecord> = {}) {
  const desk = new AlertDesk(() => now);
  const targets = new MemoryTargets();
  const before = targetRecord(over);
  targets.records.set(before.id, before);
  const ports = {
    ...desk.ports,
    targets: targets.store,
    registrations: { getMany: async () => [] },
    queue: { enqueueChecks: async () => undefined },
    judgeUrl: (url: string) => ({ ok: true, url, key: url, name: url }),
    domainOf: () => ({ kind: 'none' }),
  };
  return {
    id: before.id,
    before,
    /** Ports that are missing are not used by what people do with a target. */
    ports: ports as never,
    get after(): TargetRecord {
      return targets.records.get(before.id) ?? before;
    },
  };
}
