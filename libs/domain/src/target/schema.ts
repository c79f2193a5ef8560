import { TargetKind } from '../common/target-kind.ts';
import * as z from 'zod';
import { MutedBy } from '../silence/mute.ts';
import { CertificateSummary } from '../certificate/details.ts';
import { LastCheckView } from '../check/schema.ts';
import { Status } from '../check/status.ts';
import { Cursor, Id, Limit } from '../common/schema.ts';
import { RegistrationSummary } from '../registration/details.ts';
import { settingsInput, TargetSettings } from './settings.ts';

/** The url as typed; its rules need the egress policy and are applied by the use case. */
const Url = z.string().max(20_000);

/** A new target; what is left out takes its default. */
export const CreateTarget = z.strictObject({
  url: Url,
  ...settingsInput,
  /** Watch a url that is already watched once more. */
  allowDuplicate: z.boolean().optional(),
});
export type CreateTarget = z.infer<typeof CreateTarget>;

/** Changes of a target; what is left out stays, also within request, expect, thresholds, alerting and dnsWatch. */
export const UpdateTarget = z.strictObject({
  id: Id,
  url: Url.optional(),
  ...settingsInput,
  allowDuplicate: z.boolean().optional(),
});
export type UpdateTarget = z.infer<typeof UpdateTarget>;

/** A check that stores nothing. */
export const ProbeTarget = z.strictObject({
  url: Url,
  request: settingsInput.request,
  expect: settingsInput.expect,
  thresholds: settingsInput.thresholds,
});
export type ProbeTarget = z.infer<typeof ProbeTarget>;

/** One hour of a target as the list's sparkline shows it. */
export const SparkPoint = z.object({
  at: z.date(),
  avgMs: z.number().nullable(),
  checks: z.int(),
  failed: z.int(),
});
export type SparkPoint = z.infer<typeof SparkPoint>;

/**
 * A watched url with its settings and its status, as clients see it. Settings of http checks mean nothing for targets that
 * watch a domain only.
 */
export const Target = z.object({
  id: Id,
  /** The scheme of the url selects it: `https://example.org/`, `domain:example.org`. */
  kind: TargetKind,
  ...TargetSettings.shape,
  status: Status,
  statusSince: z.date(),
  /** A failed check is waiting for its confirmation. */
  suspect: z.boolean(),
  /** It fails from some regions and answers from another, which is not down; null while all see the same. */
  failsOnlyFrom: z
    .object({ regions: z.array(z.string()), answersIn: z.string(), since: z.date() })
    .nullable(),
  createdAt: z.date(),
  pausedAt: z.date().nullable(),
  nextCheckAt: z.date().nullable(),
  lastCheck: LastCheckView.nullable(),
  uptime24h: z.number().min(0).max(100).nullable(),
  spark24h: z.array(SparkPoint),
  /** Time of the last 24 hours in which nobody can say how the target did. */
  unknownSeconds24h: z.int().nonnegative(),
  certificate: CertificateSummary.nullable(),
  domain: RegistrationSummary.nullable(),
  openAlerts: z.int(),
  /** What keeps people from being told of it now; null while nothing does. */
  mutedBy: MutedBy.nullable(),
  /** The window of maintenance that it is in. */
  maintenance: z.object({ id: Id, name: z.string(), until: z.date() }).nullable(),
  /** Channels that are told of it, and why those. `fallback`: of its own choice nothing can be used any more. */
  effectiveChannels: z.object({
    channelIds: z.array(Id),
    source: z.enum(['target', 'tag', 'default', 'fallback']),
  }),
});
export type Target = z.infer<typeof Target>;

export const TargetSort = z.enum(['worst', 'name', 'newest', 'slowest', 'uptime']);
export type TargetSort = z.infer<typeof TargetSort>;

/** Whether a target carries all tags that are asked for, or any of them. */
export const TagMatch = z.enum(['all', 'any']);
export type TagMatch = z.infer<typeof TagMatch>;

/** Which targets are wanted, and in which order. */
export const OrderTargets = z.strictObject({
  /** Part of the name or the url, any case. */
  search: z.string().max(200).normalize('NFC').trim().optional(),
  kind: TargetKind.optional(),
  tags: z.array(z.string()).max(20).optional(),
  /** Default: all of the tags. */
  tagMatch: TagMatch.optional(),
  status: z.union([Status, z.array(Status).max(6)]).optional(),
  /** Default: worst first. */
  sort: TargetSort.optional(),
  /** The same order from its other end. */
  reverse: z.boolean().optional(),
});
export type OrderTargets = z.infer<typeof OrderTargets>;

/** The ids of all targets that are wanted, in their order: what a list that can be scrolled to any place needs to know. */
export const TargetOrder = z.object({ ids: z.array(Id) });
export type TargetOrder = z.infer<typeof TargetOrder>;

export const ManyTargets = z.strictObject({ ids: z.array(Id).max(200) });
export type ManyTargets = z.infer<typeof ManyTargets>;

/** Targets in the order of the ids that were asked for; those that are gone are left out. */
export const TargetItems = z.object({ items: z.array(Target) });
export type TargetItems = z.infer<typeof TargetItems>;

/** Every tag that some target carries, with their number, by name. */
export const TagList = z.object({
  items: z.array(z.object({ tag: z.string(), targets: z.int() })),
});
export type TagList = z.infer<typeof TagList>;

export const ListTargets = z.strictObject({
  ...OrderTargets.shape,
  cursor: Cursor.optional(),
  limit: Limit.optional(),
});
export type ListTargets = z.infer<typeof ListTargets>;

/** Number of targets by status over everything that is watched, whatever the filter. */
export const StatusCounts = z.object({
  all: z.int(),
  pending: z.int(),
  up: z.int(),
  degraded: z.int(),
  down: z.int(),
  unknown: z.int(),
  paused: z.int(),
});
export type StatusCounts = z.infer<typeof StatusCounts>;

export const TargetPage = z.object({
  items: z.array(Target),
  nextCursor: z.string().nullable(),
  counts: StatusCounts,
});
export type TargetPage = z.infer<typeof TargetPage>;
