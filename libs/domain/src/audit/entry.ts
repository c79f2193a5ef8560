import * as z from 'zod';
import { ActorFact } from '../alert/actor.ts';
import { Cursor, Limit } from '../common/schema.ts';

/** What kind of thing a change is about. */
export const AuditSubjectKind = z.enum([
  'target',
  'channel',
  'alert',
  'delivery',
  'domain',
  'mute',
  'maintenance',
  'policies',
  'settings',
  'status-page',
  'report',
  'inbox',
  'dead-letter',
  'backup',
  'url',
  'audit',
]);
export type AuditSubjectKind = z.infer<typeof AuditSubjectKind>;

/**
 * `done`; `refused` because whoever asked may not; `failed` by a fault of ours, perhaps half-way; `unknown` where the process
 * that made the change died over it.
 */
export const AuditOutcome = z.enum(['done', 'refused', 'failed', 'unknown']);
export type AuditOutcome = z.infer<typeof AuditOutcome>;

export const AuditSubject = z.object({
  kind: AuditSubjectKind,
  /** Null for what there is one of, and for several at once. */
  id: z.string().nullable(),
  name: z.string().nullable(),
});
export type AuditSubject = z.infer<typeof AuditSubject>;

/** Fields by their path, such as `request.headers.Authorization`; secrets are masked. */
export const AuditFields = z.record(z.string(), z.unknown());
export type AuditFields = z.infer<typeof AuditFields>;

/** Who changed what: one entry of the audit log. */
export const AuditEntry = z.object({
  /** Its place in the log; the first one has 1. */
  number: z.int().positive(),
  at: z.date(),
  actor: ActorFact,
  requestId: z.string(),
  /** The procedure that was called, or what a process did by itself. */
  action: z.string(),
  subject: AuditSubject.nullable(),
  outcome: AuditOutcome,
  /** Why it was not done; null for what was. */
  code: z.string().nullable(),
  /** The fields that changed, as they were; null where there was nothing before. */
  before: AuditFields.nullable(),
  /** The same fields afterwards; null where nothing is left. */
  after: AuditFields.nullable(),
  /** True where values were cut or left out, because they are too long. */
  cut: z.boolean(),
  /** Hash of the entry before it; empty for the first one. */
  previous: z.string(),
  /** SHA-256 over this entry, `previous` included, in hexadecimal digits. */
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** The newest first. */
export const AuditPage = z.object({
  items: z.array(AuditEntry),
  nextCursor: z.string().nullable(),
});
export type AuditPage = z.infer<typeof AuditPage>;

export const ListAudit = z.strictObject({ cursor: Cursor.optional(), limit: Limit.optional() });
export type ListAudit = z.infer<typeof ListAudit>;

/** What an entry says, before it has its place; `before` and `after` as JSON, exactly as they are stored and hashed. */
export interface AuditFacts extends Omit<
  AuditEntry,
  'number' | 'previous' | 'hash' | 'before' | 'after'
> {
  /** Unique: the same call gets one entry, however often it is handed in. */
  readonly callId: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** An entry in its place. */
export interface AuditLink extends AuditFacts {
  readonly number: number;
  readonly previous: string;
  readonly hash: string;
}

/** A change that is about to be made. */
export type AuditCall = Omit<AuditFacts, 'outcome' | 'code' | 'after'>;

/** How a process calls what it has removed because it was old. */
export const AUDIT_PRUNED = 'audit.prune';

/** What the removal of old entries leaves: the last one that is gone. */
export const AuditPruned = z.object({ through: z.int().positive(), hash: z.string() });
export type AuditPruned = z.infer<typeof AuditPruned>;

/** An entry as clients see it. */
export const toAuditEntry = ({ callId: _, before, after, ...link }: AuditLink): AuditEntry => ({
  ...link,
  before: fieldsIn(before),
  after: fieldsIn(after),
});

/** The fields of JSON text; null for none, and for text that is not ours. */
export function fieldsIn(json: string | null): AuditFields | null {
  if (json === null) return null;
  try {
    return AuditFields.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    // Somebody has changed it; the chain says so.
    return null;
  }
}
