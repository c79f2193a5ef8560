import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { LockedSecrets } from '@app/domain';
import type { OwnFigures } from '@app/domain/backups';
import { repeat, type Ports, type Repeating } from '@app/monitoring';

/** As often as workers give theirs. */
const BEAT_MS = 5_000;
const NS_PER_MS = 1e6;

export interface ApiHeartbeatParts {
  readonly ports: Pick<Ports, 'apiNodes' | 'log' | 'now' | 'newId'>;
  readonly figures: () => Promise<OwnFigures>;
  readonly locked: () => Promise<LockedSecrets | null>;
}

/** Gives signs of life of this process, so that all others and the System page know of it. */
export function giveSignsOfLife({ ports, figures, locked }: ApiHeartbeatParts): Repeating {
  const { apiNodes, log, now, newId } = ports;
  const id = newId();
  const startedAt = now();
  const delays = monitorEventLoopDelay();
  delays.enable();
  const beating = repeat(
    async () => {
      const [own, secrets] = await Promise.all([figures(), locked()]);
      // A histogram that was asked for nothing yet says more than all time.
      const loopDelayMs = delays.count > 0 ? Math.round(delays.max / NS_PER_MS) : 0;
      delays.reset();
      await apiNodes.heartbeat({
        ...{ id, startedAt, at: now(), loopDelayMs, ...own },
        ...(secrets && { locked: secrets }),
      });
    },
    { name: 'giving a sign of life', everyMs: BEAT_MS, log },
  );
  return {
    stop: async () => {
      delays.disable();
      await beating.stop();
      await apiNodes.deregister(id);
    },
  };
}
