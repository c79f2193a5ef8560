import { channelOfLane } from '@app/domain/lanes';
import type { Context } from '../context.ts';
import { HeldLane } from './held-lane.ts';
import type { LanePorts } from './lane-ports.ts';
import { type LaneRunOptions, MessageRun } from './message-run.ts';
import { tellInApp } from './tell-in-app.ts';

/**
 * Tells a channel what waits for it, in order and at its pace, for as long as there is something to tell. One runner
 * at a time holds a lane; one that finds it held leaves word that there is work. Returns when the lane may go on; null
 * when nothing waits.
 */
export async function runLane(
  context: Context<LanePorts>,
  laneId: string,
  options: LaneRunOptions,
): Promise<Date | null> {
  const held = await HeldLane.take(context.ports, laneId);
  if (!held) return null;
  const channelId = channelOfLane(laneId);
  return channelId === null
    ? await tellInApp(context, held, options)
    : await new MessageRun(context, held, { ...options, channelId }).run();
}
