export {
  dataFileIn,
  startDocumentServer,
  type DocumentServer,
  type DocumentServerOptions,
} from './server/start.ts';
export {
  accumulators,
  aggregationStages,
  commands,
  indexOptions,
  pushModifiers,
  queryOperators,
  updateOperators,
} from './surface.ts';
