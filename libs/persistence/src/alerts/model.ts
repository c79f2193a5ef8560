import type { AlertRecord } from '@app/domain';
import { Schema, type Connection, type Model, type Types } from 'mongoose';
import type { CauseFields } from '../common/cause-mapping.ts';
import type { TroubleDocument } from './trouble-mapping.ts';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';

export interface AlertDocument
  extends Omit<AlertRecord, 'id' | 'targetId' | 'domain' | 'cause' | 'troubles'>, CauseFields {
  _id: Types.ObjectId;
  targetId: Types.ObjectId | null;
  /** Absent on alerts of the time before registrations were watched. */
  domain?: string | null;
  troubles?: TroubleDocument[];
}

const schema = new Schema<AlertDocument>(
  {
    subject: String,
    targetId: Schema.Types.ObjectId,
    targetName: String,
    targetUrl: String,
    domain: String,
    kind: String,
    state: String,
    severity: String,
    openedSeverity: String,
    reason: String,
    cause: Schema.Types.Mixed,
    reasonHash: Number,
    openedAt: Date,
    since: Date,
    resolvedAt: Date,
    resolution: String,
    acknowledgedAt: Date,
    acknowledgedNote: String,
    acknowledgedBy: Schema.Types.Mixed,
    acknowledgedUntil: Date,
    acknowledgements: { type: [Schema.Types.Mixed], default: undefined },
    endedAt: Date,
    ending: String,
    behind: [Schema.Types.Mixed],
    places: [String],
    dueAt: Date,
    followUp: Schema.Types.Mixed,
    flapping: Schema.Types.Mixed,
    outageIds: [String],
    outageAlertId: String,
    resumes: { type: [String], default: undefined },
    linkSecret: String,
    updatedAt: Date,
    announcements: [Schema.Types.Mixed],
    troubles: [Schema.Types.Mixed],
  },
  SCHEMA_OPTIONS,
)
  // At most one open alert per subject and kind (ARCHITECTURE.md, invariant 2).
  .index({ subject: 1, kind: 1 }, { unique: true, partialFilterExpression: { state: 'open' } })
  .index({ state: 1, openedAt: -1, _id: -1 })
  .index({ subject: 1, state: 1, openedAt: -1, _id: -1 })
  .index({ updatedAt: 1 })
  .index({ 'announcements.at': 1 }, { sparse: true })
  .index({ dueAt: 1 }, { sparse: true });

export const alertModel = (connection: Connection): Model<AlertDocument> =>
  defineModel(connection, 'alerts', schema);
