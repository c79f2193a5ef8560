import type { RdapListProblem, RdapListRecord } from '@app/domain';
import { Schema, type Connection, type Model } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';

/** The list of RDAP services in use, in the one document of the collection. */
export interface RdapListDocument {
  _id: string;
  /** Why it could not be fetched is a sentence where an older version has stored it. */
  state: Omit<RdapListRecord, 'problem'> & { problem: RdapListProblem | string | null };
  text: string | null;
}

const schema = new Schema<RdapListDocument>(
  { _id: String, state: Schema.Types.Mixed, text: String },
  SCHEMA_OPTIONS,
);

export const rdapListModel = (connection: Connection): Model<RdapListDocument> =>
  defineModel(connection, 'rdap_list', schema);
