/** What a decision about a target takes from outside. */
export interface Deciding {
  /** When it is made. */
  now: Date;
  /** Makes the ids of alerts and of outbox entries. */
  newId: () => string;
}
