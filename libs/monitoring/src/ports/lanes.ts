import type { Lease } from '@app/domain';
import type { LaneRecord, LaneState } from '@app/domain/lanes';

/** Lanes of channels, by the id of the channel. Every method is one atomic write to one document. */
export interface LaneStore {
  /** Takes the right to send on a lane, which is made if there is none; null while somebody else has it. */
  claim(id: string, now: Date, lease: Lease): Promise<LaneRecord | null>;
  /** Tells whoever holds a lane that there is work for it. */
  wake(id: string): Promise<void>;
  /** Stores a lane and prolongs its lease; false when it was lost, or is to be tried at once since. */
  save(id: string, held: { lease: Lease; resumed: number }, state: LaneState): Promise<boolean>;
  /** Stores a lane and gives it back. False when it was woken since, which holds it on, or when it was lost. */
  release(id: string, held: { token: string; wake: number }, state: LaneState): Promise<boolean>;
  get(id: string): Promise<LaneRecord | null>;
  list(): Promise<LaneRecord[]>;
  /** Lets a lane be tried at once, whatever it was paused for, and wakes whoever holds it. */
  resume(id: string): Promise<void>;
  /** Names who takes over from a channel that is removed; makes the lane if there is none. */
  succeed(id: string, successorId: string | null): Promise<void>;
}
