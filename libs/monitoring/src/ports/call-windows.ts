import type { CallWindow, Refusals } from '@app/domain/limits';

/** Calls that all api processes count together. */
export interface CallWindowStore {
  /** Counts a call and returns the window that it is in. */
  count(key: string, windowMs: number): Promise<CallWindow>;
  /** Begins anew with a key. */
  forget(key: string): Promise<void>;
}

/** Callers that flood any of the api processes. */
export interface FloodStore {
  /** Notes what was refused so far; replaces what was noted of the caller. */
  note(refusals: Refusals): Promise<void>;
  /** Floods that went on after an instant, the worst first, at most twenty. */
  since(at: Date): Promise<Refusals[]>;
}
