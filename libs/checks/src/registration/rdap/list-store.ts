import type { KeptRdapList, RdapListRecord } from '@app/domain';

/** Keeps the list of RDAP services for all who use it, over restarts. Rejects while it is away. */
export interface RdapListStore {
  /** What was put last; null before that. */
  get(): Promise<KeptRdapList | null>;
  /** Stores which list is in use, and its text when that is new; with null the stored text stays. */
  put(state: RdapListRecord, text: string | null): Promise<void>;
}

/** A list of this process only, forgotten with it. */
export function createMemoryRdapList(): RdapListStore {
  let kept: KeptRdapList | null = null;
  return {
    get: () => Promise.resolve(kept),
    put: (state, text) => {
      kept = { state, text: text ?? kept?.text ?? null };
      return Promise.resolve();
    },
  };
}
