export { newId } from './common/ids.ts';
export type { StoreOptions } from './common/options.ts';
export { connect, ensureIndexes, type ConnectOptions } from './connect.ts';
export { createStores, type Stores } from './create-stores.ts';
