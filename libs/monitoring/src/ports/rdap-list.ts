import type { KeptRdapList, RdapListRecord } from '@app/domain';

/** The list of RDAP services that workers use. */
export interface RdapListStore {
  /** What was put last; null before that. */
  get(): Promise<KeptRdapList | null>;
  /** The same without the text of the list, which is long. */
  state(): Promise<RdapListRecord | null>;
  /** Stores which list is in use, and its text when that is new; with null the stored text stays. */
  put(state: RdapListRecord, text: string | null): Promise<void>;
}
