import { laneOf } from '@app/domain';
import {
  createWatchdog,
  LaneRuns,
  systemContext,
  WATCH_MS,
  type Log,
  type Ports,
} from '@app/monitoring';

/** A look with everything that may follow, all messages included. */
const LOOK_DEADLINE_MS = 25_000;

/**
 * Looks after the system as the workers do, because somebody has to notice when there are none. Tells
 * people itself: the worker that would do it may be the one that is missing.
 */
export function watchSystem(
  ports: Ports,
  log: Pick<Log, 'warn'>,
  everyMs = WATCH_MS,
): { stop(): void } {
  const watchdog = createWatchdog(systemContext(ports, { name: 'api' }));
  const stopping = new AbortController();
  let isLooking = false;
  const lookOnce = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    try {
      const alert = await watchdog();
      if (alert) await tell(ports, alert.id, stopping.signal);
    } catch (error) {
      log.warn({ err: error }, 'the state of the system could not be read');
    } finally {
      isLooking = false;
    }
  };
  const timer = setInterval(() => void lookOnce(), everyMs);
  return {
    stop: () => {
      clearInterval(timer);
      stopping.abort(new Error('The api stops.'));
    },
  };
}

/** Runs the lanes of its messages once; a lease keeps workers from running them, too. */
async function tell(ports: Ports, alertId: string, signal: AbortSignal): Promise<void> {
  const deliveries = await ports.deliveries.ofAlert(alertId);
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(LOOK_DEADLINE_MS)]);
  const lanes = new LaneRuns(systemContext(ports, { name: 'api' }));
  const waiting = deliveries.filter(({ state }) => state === 'pending');
  const ids = new Set(waiting.map(({ channelId }) => laneOf(channelId)));
  await Promise.all([...ids].map((id) => lanes.run(id, deadline)));
}
