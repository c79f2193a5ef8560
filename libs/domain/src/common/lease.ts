/** The right to run the next check of a target, until an instant. */
export interface Lease {
  token: string;
  until: Date;
}
