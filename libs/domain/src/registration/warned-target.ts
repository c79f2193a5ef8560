/** What counts of a target on a domain when people are warned of the end of the registration. */
export interface WarnedTarget {
  name: string;
  createdAt: Date;
  thresholds: { domainDays: number };
}
