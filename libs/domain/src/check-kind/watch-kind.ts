import type { AlertCause } from '../alert/cause.ts';
import type { Resolution } from '../alert/kind.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import type { RequestSettings } from '../check/http-settings.ts';
import type { Failure } from '../check/schema.ts';
import type { WatchState } from '../check/watch.ts';

/** A check that could look. */
export interface Reading {
  outcome: 'ok';
  /** Address that answered. */
  address: string | null;
}

/** A check that could not: `failed` is a technical failure of the target, `inconclusive` one of ours. */
export interface NoReading {
  outcome: 'failed' | 'inconclusive';
  /** The address that was tried last. */
  address: string | null;
  failure: Failure;
}

/** A target as far as such a check concerns it. */
export interface WatchedTarget {
  id: string;
  url: string;
  request: RequestSettings;
  thresholds: { certificateDays: number };
  state: { status: string };
}

/** A target with what is known of it before a check is judged. */
export interface Watched<State> {
  target: WatchedTarget;
  watch: State;
  /** When it is judged. */
  now: Date;
  /** Makes the ids of alerts and of outbox entries. */
  newId: () => string;
}

/** What follows from a check: the next state, and the outbox entries that are stored with it. */
export interface Judged<State> {
  state: State;
  effects: OutboxEntry[];
}

/**
 * A kind of check that targets have beside the one of their status: all that is particular to it. What it knows of a
 * target is stored with the target under the name of the kind.
 */
export interface WatchKind<
  Request = unknown,
  Found extends Reading = Reading,
  State extends WatchState = WatchState,
> {
  readonly name: string;
  /** Its checks are claimed by a lease of their own on the target. */
  readonly source: 'watches';
  /** Why there is an alert once its checks have failed for days. */
  failing(failure: Failure): AlertCause;
  readonly schedule: {
    /** After a fault of ours the next check is made this soon, in milliseconds. */
    readonly retryMs: number;
    /** Must outlive the longest probe and the write of its result, in milliseconds. */
    readonly leaseMs: number;
    /** Checks that one worker runs at the same time, at most. */
    readonly concurrency: number;
  };
  /** Whether there is anything to check at a url. */
  appliesTo(url: string): boolean;
  /** What is known before the first check. */
  start(): Omit<State, keyof WatchState>;
  /** What the probe asks. */
  request(target: WatchedTarget, watch: State, now: Date): Request;
  /** When the next check is made. */
  nextAt(targetId: string, watch: State, now: Date): Date;
  /** Judges a check that could look; of those that could not the same is said for every kind, see `judgeWatch`. */
  judge(before: Watched<State>, found: Found): Judged<State>;
  /** Alerts that tell of what was found. */
  alertIds(watch: State): readonly string[];
  /** What is kept over a pause, when those alerts end. */
  overPause(watch: State, resolution: Resolution): State;
  /** The url that is checked: that of the target, or where it leads. */
  urlOf(url: string, watch: State): string;
  /** The same without times after `now`, which a clock that was ahead has left. */
  upTo(watch: State, now: Date): State;
}
