import * as z from 'zod';

/** Records of the DNS that can be watched. */
export const DnsRecord = z.enum(['A', 'AAAA', 'MX']);
export type DnsRecord = z.infer<typeof DnsRecord>;
