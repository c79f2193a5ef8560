import type { Offline } from '../check/failure-fact.ts';
import type { LockedSecrets } from '../secrets/lock.ts';
import type { OwnFigures } from './process-figures.ts';
import type { Stuck } from './setbacks.ts';

/** A sign of life of one worker process. */
/** Beats of older versions tell nothing of the process itself. */
export interface WorkerHeartbeat extends Partial<OwnFigures> {
  id: string;
  startedAt: Date;
  at: Date;
  /** Longest delay of the event loop since the last beat, in milliseconds. */
  loopDelayMs: number;
  /** Finished checks, on average over the last minute. */
  checksPerMinute: number;
  /** Checks that wait for a place; missing in beats of older versions, as is the next one. */
  waitingChecks?: number;
  /** Longest wait of a check for its place since the last beat, in milliseconds. */
  longestWaitMs?: number;
  /** Ways out of its machine that are away; absent while all work. */
  offline?: Offline[];
  /** Work that fails again and again; absent while there is none. */
  stuck?: Stuck;
  /** When it last took up all unfinished work, or its start; missing in beats of older versions. */
  reconciledAt?: Date;
  /** It reads secrets that are encrypted; missing in beats of versions that cannot. */
  opensSecrets?: boolean;
  /** Secrets that it cannot read; absent while it reads all of them. */
  locked?: LockedSecrets;
  /** Where it stands, as its settings say; missing where they say nothing. */
  region?: string;
}
