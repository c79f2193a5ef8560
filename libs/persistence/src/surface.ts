/*
 * All that the stores say to a MongoDB server. Both directions are tested: the store contract sends
 * exactly this, and the embedded server understands this and `BEYOND`, nothing else.
 */

/** Commands with the fields they carry besides those that the driver adds, operators, stages, options. */
export const SURFACE = {
  commands: {
    aggregate: ['cursor', 'pipeline'],
    collStats: [],
    count: ['query'],
    createIndexes: ['indexes'],
    dbStats: [],
    delete: ['deletes', 'ordered'],
    dropIndexes: ['index'],
    find: ['batchSize', 'filter', 'limit', 'projection', 'singleBatch', 'sort'],
    findAndModify: ['fields', 'new', 'query', 'remove', 'update', 'upsert'],
    forgetRemoved: [],
    getMore: ['batchSize', 'collection'],
    hello: [],
    insert: ['documents', 'ordered'],
    listIndexes: ['cursor'],
    update: ['ordered', 'updates'],
  },
  queryOperators: [
    '$and',
    '$eq',
    '$exists',
    '$gt',
    '$gte',
    '$in',
    '$lt',
    '$lte',
    '$ne',
    '$nin',
    '$or',
    '$regex',
  ],
  updateOperators: [
    '$addToSet',
    '$inc',
    '$max',
    '$min',
    '$pull',
    '$push',
    '$set',
    '$setOnInsert',
    '$unset',
  ],
  arrayModifiers: ['$each', '$slice'],
  aggregationStages: ['$group', '$match'],
  accumulators: ['$sum'],
  indexOptions: [
    'expireAfterSeconds',
    'key',
    'name',
    'partialFilterExpression',
    'sparse',
    'unique',
  ],
};

/** What the embedded server understands besides, and whom it is for. */
export const EXTRA_COMMANDS = {
  commands: [
    // The driver's own.
    ...['buildInfo', 'endSessions', 'killCursors', 'ping', 'saslContinue', 'saslStart'],
    // Tests and people who look into the data with a shell.
    ...['create', 'drop', 'dropDatabase', 'explain', 'listCollections', 'listDatabases'],
  ],
  // Everyday operators for stores to come (daily records) and for people who look.
  queryOperators: ['$options'],
  updateOperators: [],
  arrayModifiers: [],
  aggregationStages: ['$limit', '$project', '$skip', '$sort'],
  accumulators: ['$avg', '$max', '$min'],
  // Version of the index format; shells send it.
  indexOptions: ['v'],
};
