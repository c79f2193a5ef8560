/** What counts of a target on a domain when its registration is judged. */
export interface WarnedTarget {
  /** Its scheme tells whether the target watches the domain only. */
  url: string;
  name: string;
  state: { status: string };
  createdAt: Date;
  thresholds: { domainDays: number };
}
