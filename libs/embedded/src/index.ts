export { lockFolder, type FolderLock } from './folder-lock.ts';
export { freePort } from './free-port.ts';
export {
  startPostgres,
  type EmbeddedPostgres,
  type PostgresOptions,
} from './postgres/start-postgres.ts';
export { keptPassword, uriWith } from './server/password.ts';
export {
  dataFileIn,
  startDocumentServer,
  type DocumentServer,
  type DocumentServerOptions,
} from './server/start.ts';
export { FolderHeldError, StartError } from './start-error.ts';
export {
  accumulators,
  aggregationStages,
  commands,
  indexOptions,
  pushModifiers,
  queryOperators,
  updateOperators,
} from './surface.ts';
export { compactDataFile } from './validate/compact.ts';
export { validateDataFile, type ValidationReport } from './validate/validate.ts';
