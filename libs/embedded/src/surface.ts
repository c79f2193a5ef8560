/*
 * Everything the embedded document server does. The server consults these lists; whatever is not
 * in them is refused with MongoDB's error code and never ignored.
 */

/** In the place of a list of fields: `hello` announces what drivers can do, and may grow. */
export const anyField = '*';

/** Commands and the fields each one takes besides {@link commonCommandFields}. */
export const commands = {
  hello: [anyField],
  ping: [],
  buildInfo: [],
  dbStats: [],
  forgetRemoved: [],
  collStats: [],
  create: [],
  createIndexes: ['indexes', 'commitQuorum'],
  listIndexes: ['cursor'],
  dropIndexes: ['index'],
  listCollections: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  listDatabases: ['filter', 'nameOnly', 'authorizedDatabases'],
  drop: [],
  dropDatabase: [],
  insert: ['documents', 'ordered', 'bypassDocumentValidation'],
  update: ['updates', 'ordered', 'bypassDocumentValidation'],
  delete: ['deletes', 'ordered'],
  find: ['filter', 'projection', 'sort', 'skip', 'limit', 'hint', 'batchSize', 'singleBatch'],
  getMore: ['collection', 'batchSize'],
  killCursors: ['cursors'],
  findAndModify: [
    'query',
    'update',
    'remove',
    'new',
    'upsert',
    'sort',
    'fields',
    'hint',
    'bypassDocumentValidation',
  ],
  aggregate: ['pipeline', 'cursor', 'hint'],
  count: ['query', 'skip', 'limit', 'hint'],
  endSessions: [],
  explain: ['verbosity'],
  saslStart: ['mechanism', 'payload', 'autoAuthorize', 'options'],
  saslContinue: ['conversationId', 'payload'],
} as const satisfies Record<string, readonly string[]>;

/** A command's name as this server spells it. */
export type CommandName = keyof typeof commands;

/** Other spellings of commands that drivers use. */
export const commandAliases: Readonly<Record<string, CommandName>> = {
  ismaster: 'hello',
  isMaster: 'hello',
  buildinfo: 'buildInfo',
  findandmodify: 'findAndModify',
};

/** Fields that every command takes. */
export const commonCommandFields = [
  '$db',
  '$readPreference',
  'lsid',
  'txnNumber',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'comment',
] as const;

/** Fields of one entry of `updates` and `deletes`. */
export const statementFields = {
  update: ['q', 'u', 'multi', 'upsert', 'hint'],
  delete: ['q', 'limit', 'hint'],
} as const;

/** Operators of filters. A regular expression takes the option `i` only. */
export const queryOperators = [
  '$eq',
  '$ne',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$in',
  '$nin',
  '$exists',
  '$regex',
  '$options',
  '$and',
  '$or',
] as const;

/** Operators of updates. */
export const updateOperators = [
  '$set',
  '$setOnInsert',
  '$unset',
  '$inc',
  '$min',
  '$max',
  '$push',
  '$pull',
  '$addToSet',
] as const;

/** Modifiers of `$push`; `$addToSet` takes `$each` only. */
export const pushModifiers = ['$each', '$slice'] as const;

/** Stages of aggregation pipelines. */
export const aggregationStages = [
  '$match',
  '$sort',
  '$skip',
  '$limit',
  '$project',
  '$group',
] as const;

/** Accumulators of `$group`; their operands are constants or field paths. */
export const accumulators = ['$sum', '$min', '$max', '$avg'] as const;

/** Fields of an index specification. */
export const indexOptions = [
  'v',
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
] as const;

export type QueryOperator = (typeof queryOperators)[number];
export type UpdateOperator = (typeof updateOperators)[number];
export type AggregationStage = (typeof aggregationStages)[number];
export type Accumulator = (typeof accumulators)[number];
