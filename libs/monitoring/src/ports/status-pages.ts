import type { StatusPageRecord } from '@app/domain/status-pages';

/** Pages that anybody may see: a few documents, which are read together. */
export interface StatusPageStore {
  /** False: another page has this slug. */
  insert(page: StatusPageRecord): Promise<boolean>;
  get(id: string): Promise<StatusPageRecord | null>;
  /** All of them, by slug. */
  list(): Promise<StatusPageRecord[]>;
  /**
   * Stores a page in the place of the one that was read, and raises its version. `changed`: somebody else was faster;
   * `taken`: another page has this slug.
   */
  replace(page: StatusPageRecord): Promise<'stored' | 'changed' | 'taken'>;
  /** False: it is not there. */
  remove(id: string): Promise<boolean>;
}
