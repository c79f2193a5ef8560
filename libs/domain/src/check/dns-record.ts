import * as z from 'zod';

/** Records of the DNS that can be watched. */
export const DnsRecord = z.enum(['A', 'AAAA', 'MX']);
export type DnsRecord = z.infer<typeof DnsRecord>;

/** How the records of one type of a name, or the name servers of a domain (`NS`), have changed. */
export interface ChangedRecords {
  readonly name: string;
  readonly record: DnsRecord | 'NS';
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** True for the last change that is told while the records keep changing; absent for all others. */
  readonly varies?: true;
}
