import { laneOf } from '@app/domain';
import type { Ports } from '../ports/index.ts';

export interface ResumePorts {
  lanes: Pick<Ports['lanes'], 'resume'>;
  queue: Pick<Ports['queue'], 'enqueueLanes'>;
}

/** Has what waits for a channel tried at once, whatever it was waiting for: a person has mended or tried it. */
export async function resumeLane({ lanes, queue }: ResumePorts, channelId: string): Promise<void> {
  const lane = laneOf(channelId);
  await lanes.resume(lane);
  await queue.enqueueLanes([lane], null);
}
