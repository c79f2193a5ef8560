/** What changed, by id; readers fetch the thing itself. A domain changes for all targets on it; `rules` have no id. */
export interface Change {
  type: 'target' | 'removed' | 'result' | 'domain' | 'alert' | 'inbox' | 'rules';
  id: string;
}
