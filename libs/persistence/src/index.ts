export { createFileArchive } from './archive/file-archive.ts';
export { checkBackup, filledCollections, restoreBackup } from './backup/restore-backup.ts';
export { createBackups, placesOf, type BackupOptions } from './backup/create-backups.ts';
export type { S3Options } from './backup/s3-place.ts';
export { newId } from './common/ids.ts';
export type { StoreOptions } from './common/options.ts';
export { connect, ensureIndexes, type ConnectOptions } from './connect.ts';
export { createSecretStores, createStores, type Stores } from './create-stores.ts';
export {
  connectWithRetry,
  type ReconnectingConnection as ReconnectingConnection,
} from './connect-with-retry.ts';
export { exportData, type TransferOptions } from './transfer/export-data.ts';
export { refuseNewerData } from './prepare-data.ts';
export { UnusableDataError } from './unusable-data-error.ts';
export type { Counts } from './transfer/format.ts';
export { auditHash } from './audit/store.ts';
export { isOutage } from './is-outage.ts';
export { importData, type Imported } from './transfer/import-data.ts';
export { countsOfFile } from './transfer/read-file.ts';
export { TransferError } from './transfer/transfer-error.ts';
