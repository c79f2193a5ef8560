import { setTimeout as sleep } from 'node:timers/promises';
import { formatDuration } from '@app/domain';
import type { ApiClient } from '../api-client.ts';
import { say } from '../terminal.ts';

const LOOK_MS = 2_000;

/** Prints a line for each alert of the demo that opens or is resolved, until the end. */
export async function tellAlerts(
  api: ApiClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const told = new Set<string>();
  let isFirstLook = true;
  while (!signal.aborted) {
    // The product may be restarting; the next look will see what was missed.
    const alerts = await api.alerts.list.query({ limit: 100 }).catch(() => undefined);
    for (const alert of alerts?.items.toReversed() ?? []) {
      const mark = `${alert.id} ${alert.state}`;
      if (told.has(mark) || !ids.includes(alert.targetId ?? '')) continue;
      told.add(mark);
      if (isFirstLook) continue; // history of an earlier demo
      const clock = new Date().toTimeString().slice(0, 8);
      if (alert.state === 'open')
        say(`${clock}  Alert: ${alert.targetName} is ${alert.kind}: ${alert.reason}`);
      else if (alert.resolvedAt) {
        const lasted = alert.resolvedAt.getTime() - alert.since.getTime();
        say(
          `${clock}  ${alert.targetName}: ${alert.resolution ?? 'resolved'} after ${formatDuration(lasted)}`,
        );
      }
    }
    if (alerts) isFirstLook = false;
    await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
}
