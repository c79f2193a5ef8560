import type { AuditCall, AuditFacts } from '@app/domain/audit';
import { Schema, type Connection, type Model } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';

/** An entry of the audit log. Its number is the id: two processes cannot both add the same one. */
export interface AuditDocument extends AuditFacts {
  _id: number;
  previous: string;
  hash: string;
}

const { Mixed } = Schema.Types;

const schema = new Schema<AuditDocument>(
  {
    _id: Number,
    callId: String,
    at: Date,
    actor: Mixed,
    requestId: String,
    action: String,
    subject: Mixed,
    outcome: String,
    code: String,
    before: String,
    after: String,
    cut: Boolean,
    previous: String,
    hash: String,
  },
  SCHEMA_OPTIONS,
).index({ callId: 1 }, { unique: true });

export const auditModel = (connection: Connection): Model<AuditDocument> =>
  defineModel(connection, 'audit', schema);

/** A change that is being made, named by its call. */
export interface AuditCallDocument extends Omit<AuditCall, 'callId'> {
  _id: string;
}

const callSchema = new Schema<AuditCallDocument>(
  {
    _id: String,
    at: Date,
    actor: Mixed,
    requestId: String,
    action: String,
    subject: Mixed,
    before: String,
    cut: Boolean,
  },
  SCHEMA_OPTIONS,
).index({ at: 1 });

export const auditCallModel = (connection: Connection): Model<AuditCallDocument> =>
  defineModel(connection, 'auditCalls', callSchema);
