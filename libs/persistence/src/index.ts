export { newId } from './common/ids.ts';
export type { StoreOptions } from './common/options.ts';
export { connect, ensureIndexes, type ConnectOptions } from './connect.ts';
export { createStores, type Stores } from './create-stores.ts';
export { connectPatiently, type PatientConnection } from './patient-connection.ts';
