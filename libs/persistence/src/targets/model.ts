import type { Blindness, Gap, Schedule, Status, StatusState, TargetRecord } from '@app/domain';
import { WATCH_KINDS } from '@app/domain/check-kinds';
import { Schema, type Connection, type Model, type Types } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';
import type { OutboxEntryDocument } from '../common/outbox-mapping.ts';
import type { CheckDocument } from '../results/check-mapping.ts';
import type { KeptLastCheck, KeptWatches } from './kept-failures.ts';
import type { HourDocument } from './hours-mapping.ts';
import { SETTINGS_PATHS, type SettingsDocument } from './settings-mapping.ts';

export interface StateDocument extends Omit<StatusState, 'outage' | 'slowAlertId'> {
  status: Status;
  outage: OutageDocument | null;
  slowAlertId?: Types.ObjectId;
}

export interface OutageDocument {
  since: Date;
  alertId: Types.ObjectId;
  openedAt: Date;
  persistentStep: number;
  persistentAlertId: Types.ObjectId | null;
}

/**
 * Everything about a target in one document: settings, state, schedule, newest checks, totals of the last
 * hours and what still has to follow, so that each step is one atomic write. What a kind of check knows of it is absent
 * on targets of the time before that kind was watched.
 */
export interface TargetDocument
  extends
    Partial<KeptWatches>,
    SettingsDocument,
    Pick<
      TargetRecord,
      'urlKey' | 'createdAt' | 'updatedAt' | 'pausedAt' | 'removedAt' | 'version'
    > {
  lastCheck: KeptLastCheck | null;
  _id: Types.ObjectId;
  state: StateDocument;
  schedule: Schedule;
  /** Absent on targets of the time before registrations were watched: it was never decided. */
  domain?: string | null;
  recent: CheckDocument[];
  recentCount: number;
  /** The running hour. Absent on targets of the time when it was the last one of `hours`. */
  hour?: HourDocument | null;
  /** Hours that have ended, oldest first. */
  hours: HourDocument[];
  /** Absent while we see how it does. */
  blind?: Blindness;
  /** Absent on targets of the time before gaps were kept. */
  gaps?: Gap[];
  /** Absent while the target was never resumed. */
  pauses?: Gap[];
  intents: OutboxEntryDocument[];
  /** Token of the lease under which the newest result was recorded. */
  recordedBy: string | null;

  /** `urlKey` of the one target that has the first right to it; absent on duplicates and removed ones. */
  uniqueKey?: string;
  partition: number;
  /** Keys of sorting and search, derived from the fields above. */
  rank: number;
  nameKey: string;
  searchText: string;
  /** Latency of the newest check in milliseconds, -1 without one. */
  slowness: number;
  /** See `uptimeKey`. Absent on targets of the time before the list was sorted by it. */
  uptimeKey?: number;
  /** When the certificate ends while it is watched; null while there is none, absent as `certificate` is. */
  certificateEnd?: Date | null;
}

const schemaOf = (watchKinds: readonly string[]): Schema<TargetDocument> => {
  const schema = new Schema<TargetDocument>(
    {
      ...SETTINGS_PATHS,
      urlKey: String,
      uniqueKey: String,
      nameKey: String,
      searchText: String,
      createdAt: Date,
      updatedAt: Date,
      pausedAt: Date,
      removedAt: Date,
      version: Number,
      partition: Number,
      state: Schema.Types.Mixed,
      rank: Number,
      schedule: Schema.Types.Mixed,
      ...Object.fromEntries(watchKinds.map((name) => [name, Schema.Types.Mixed])),
      certificateEnd: Date,
      domain: String,
      recent: [Schema.Types.Mixed],
      recentCount: Number,
      lastCheck: Schema.Types.Mixed,
      slowness: Number,
      uptimeKey: Number,
      hour: Schema.Types.Mixed,
      hours: [Schema.Types.Mixed],
      gaps: [Schema.Types.Mixed],
      pauses: [Schema.Types.Mixed],
      blind: Schema.Types.Mixed,
      intents: [Schema.Types.Mixed],
      recordedBy: String,
    },
    SCHEMA_OPTIONS,
  )
    .index({ uniqueKey: 1 }, { unique: true, sparse: true })
    .index({ urlKey: 1 })
    // Time first: what is due is little, whatever the number of partitions that a worker holds.
    .index({ 'schedule.dueAt': 1, partition: 1 })
    .index({ 'schedule.urgent.slot': 1 }, { sparse: true })
    .index({ 'schedule.silentAt': 1 })
    .index({ certificateEnd: 1, _id: 1 })
    // Not sparse: it also finds the targets whose domain was never decided.
    .index({ domain: 1, createdAt: 1, _id: 1 })
    .index({ tags: 1 }, { sparse: true })
    .index({ 'alerting.channelIds': 1 }, { sparse: true })
    .index({ 'alerting.escalation.channelIds': 1 }, { sparse: true })
    // Those that are being removed; every other query asks for none of them.
    .index({ removedAt: 1 }, { partialFilterExpression: { removedAt: { $gt: new Date(0) } } })
    .index({ 'intents.id': 1 }, { sparse: true })
    .index({ 'blind.since': 1 }, { sparse: true })
    .index({ updatedAt: 1 })
    .index({ rank: 1, 'state.statusSince': 1, _id: 1 })
    .index({ nameKey: 1, _id: 1 })
    .index({ createdAt: -1, _id: -1 })
    .index({ slowness: -1, _id: 1 })
    .index({ uptimeKey: 1, _id: 1 })
    .index({ searchText: 1 });
  for (const name of watchKinds) schema.index({ [`${name}.dueAt`]: 1 }, { sparse: true });
  return schema;
};

/** @param watchKinds kinds of checks whose state is kept with targets; tests have more of them */
export const targetModel = (
  connection: Connection,
  watchKinds: readonly string[] = Object.keys(WATCH_KINDS),
): Model<TargetDocument> => defineModel(connection, 'targets', schemaOf(watchKinds));
