import * as z from 'zod';
import { Cursor, Id, Instant, Limit, line } from '../common/schema.ts';
import { ActorFact } from './actor.ts';
import { AlertEnding, AlertKind, AlertState, Resolution, Severity } from './kind.ts';

/** The record of a condition that people must know. */
export const Alert = z.object({
  id: Id,
  /** Null for alerts about the monitor itself and about failing lookups; of a domain the target that is on it longest. */
  targetId: Id.nullable(),
  /** What it is about, in words: the name of a target, a domain, or the monitor. */
  targetName: z.string(),
  /** The domain, for alerts about a registration; null for all others. */
  domain: z.string().nullable(),
  kind: AlertKind,
  state: AlertState,
  severity: Severity,
  /** What is wrong, as a sentence. */
  reason: z.string(),
  openedAt: z.date(),
  /** Start of the first failed check: the outage began no later than this. */
  since: z.date(),
  resolvedAt: z.date().nullable(),
  resolution: Resolution.nullable(),
  acknowledgedAt: z.date().nullable(),
  acknowledgedNote: z.string().nullable(),
  /** Who took it on; null where that is not known. */
  acknowledgedBy: ActorFact.nullable().optional(),
  /** When it opens again, if it lasts until then; null: not by itself. */
  acknowledgedUntil: z.date().nullable().optional(),
  /** When the condition itself ended; differs from `resolvedAt` after an acknowledgement. */
  endedAt: z.date().nullable(),
  /** Why the condition ended; missing on alerts of older versions, see `endingOf`. */
  ending: AlertEnding.nullable().optional(),
  /** Address of the target, and severity, when the alert opened; missing on alerts of older versions. */
  targetUrl: z.string().nullable().optional(),
  openedSeverity: Severity.optional(),
  /** The site goes up and down: people are told when it is steady. How often it changed, and since when. */
  flapping: z.object({ since: z.date(), changes: z.int() }).nullable().optional(),
  /** What keeps people from being told for now, and until when at least. */
  silence: z
    .object({ why: z.enum(['mute', 'maintenance', 'parent']), until: z.date() })
    .nullable()
    .optional(),
  /** Regions whose workers saw the failure; none where workers have no region. */
  places: z.array(z.string()).optional(),
  /** Targets that depend on this one and are held back because of it. */
  behind: z.array(z.object({ id: Id, name: z.string() })).optional(),
});
export type Alert = z.infer<typeof Alert>;

/** Which of the targets that the alerts name are no longer watched. */
export const goneTargetIds = z.array(Id);

export const ListAlerts = z.strictObject({
  state: AlertState.optional(),
  kind: AlertKind.optional(),
  targetId: Id.optional(),
  cursor: Cursor.optional(),
  limit: Limit.optional(),
});
export type ListAlerts = z.infer<typeof ListAlerts>;

export const AlertPage = z.object({
  items: z.array(Alert),
  nextCursor: z.string().nullable(),
  goneTargetIds,
});
export type AlertPage = z.infer<typeof AlertPage>;

export const AcknowledgeAlert = z.strictObject({
  id: Id,
  note: line(500).optional(),
  /** The alert opens again then, if it lasts until then. */
  until: Instant.optional(),
});
export type AcknowledgeAlert = z.infer<typeof AcknowledgeAlert>;
