import * as z from 'zod';
import { DnsRecord } from '../check/dns-record.ts';

/** Which records of its host a target watches; MX are those of its registrable domain. */
export const DnsWatch = z.strictObject({
  records: z
    .array(DnsRecord)
    .max(DnsRecord.options.length)
    .transform((records) => DnsRecord.options.filter((one) => records.includes(one))),
  /** Whether people are told of a change of these or of the name servers; the history of the domain has it in any case. */
  notify: z.boolean(),
});
export type DnsWatch = z.infer<typeof DnsWatch>;

export const DEFAULT_DNS_WATCH: DnsWatch = { records: [], notify: false };

/** Records of one type that one name has. */
export interface RecordQuestion {
  name: string;
  record: DnsRecord;
}

/** What the DNS answered: texts such as `192.0.2.1` or `10 mail.example.org`; none where it has no such record. */
export interface RecordAnswer extends RecordQuestion {
  values: readonly string[];
}

/** Asks the DNS. Null when it gave no answer that counts; rejects only with the reason of `signal`. */
export type RecordProbe = (
  question: RecordQuestion,
  options: { signal?: AbortSignal },
) => Promise<RecordAnswer | null>;

/** Records that are different from before, for good. */
export const RecordChange = z.object({
  kind: z.literal('records'),
  name: z.string(),
  record: DnsRecord,
  added: z.array(z.string()),
  removed: z.array(z.string()),
  /** True for the last change that is told while the records keep changing; absent for all others. */
  varies: z.literal(true).optional(),
});
export type RecordChange = z.infer<typeof RecordChange>;

/** What is remembered of the answers to one question. */
export interface RecordMemory extends RecordQuestion {
  /** Of the newest answer. */
  at: Date;
  /** What counts as its values: those of the last change, or of the first answer. */
  values: string[];
  /** Answers since the last change, oldest first; equal ones in a row are kept as one, with their number. */
  answers: { values: string[]; times: number }[];
  /** Answers since the last change, counted up to a week of them. */
  quiet: number;
  /** Changes in a row, without a quiet week between them. */
  changes: number;
}
