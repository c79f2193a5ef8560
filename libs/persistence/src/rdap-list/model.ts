import type { KeptRdapList } from '@app/domain';
import { Schema, type Connection, type Model } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';

/** The list of RDAP services in use, in the one document of the collection. */
export interface RdapListDocument extends KeptRdapList {
  _id: string;
}

const schema = new Schema<RdapListDocument>(
  { _id: String, state: Schema.Types.Mixed, text: String },
  SCHEMA_OPTIONS,
);

export const rdapListModel = (connection: Connection): Model<RdapListDocument> =>
  defineModel(connection, 'rdap_list', schema);
