/** What changed, by id; readers fetch the thing itself. A domain changes for all targets on it. */
export interface Change {
  type: 'target' | 'removed' | 'result' | 'domain' | 'alert' | 'inbox';
  id: string;
}

/** Tells every api process what changed. Never rejects: a lost event costs freshness only. */
export interface ChangeEvents {
  publish(changes: readonly Change[]): Promise<void>;
}
