import type { Change } from '@app/domain';

/** Tells every api process what changed. Never rejects: a lost event costs freshness only. */
export interface ChangeEvents {
  publish(changes: readonly Change[]): Promise<void>;
}
