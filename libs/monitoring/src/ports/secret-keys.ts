/** Names of the keys that secrets of this installation are sealed with. No process seals with any other one. */
export interface SecretKeyStore {
  list(): Promise<string[]>;
  /** Names the first key, unless there is one already. Returns all that are named then. */
  nameFirst(id: string): Promise<string[]>;
  add(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Whether nothing is left of secrets that were stored in clear. */
  isClean(): Promise<boolean>;
  noteClean(): Promise<void>;
}
