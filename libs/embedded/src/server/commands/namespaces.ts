import { documentFrom, field, type RawValue } from '../bson/raw-value.ts';
import { isTrue } from '../bson/scalars.ts';
import { encodeDocument, type Encodable } from '../bson/writer.ts';
import { matches } from '../query/condition.ts';
import { compileFilter } from '../query/filter.ts';
import { splitNamespace } from '../storage/catalogue.ts';
import type { Collection } from '../storage/collection.ts';
import { documentArgument, namespaceOf } from './arguments.ts';
import type { Request } from './context.ts';

/** Creating a collection that exists is fine, because collections here have no options to differ in. */
export function create(request: Request): Buffer {
  const namespace = namespaceOf(request, 'create');
  request.database.write(() => request.catalogue.getOrCreate(namespace));
  return encodeDocument({ ok: 1 });
}

export function drop(request: Request): Buffer {
  const { catalogue, database } = request;
  const namespace = namespaceOf(request, 'drop');
  const collection = catalogue.get(namespace);
  if (collection === undefined) return encodeDocument({ ok: 1 });
  const nIndexesWas = collection.indexes.length;
  database.write(() => {
    catalogue.drop(collection);
  });
  return encodeDocument({ nIndexesWas, ns: namespace, ok: 1 });
}

export function dropDatabase(request: Request): Buffer {
  const { catalogue, database, db } = request;
  const collections = collectionsOf(request);
  if (collections.length === 0) return encodeDocument({ ok: 1 });
  database.write(() => {
    for (const collection of collections) catalogue.drop(collection);
  });
  return encodeDocument({ dropped: db, ok: 1 });
}

export async function listCollections(request: Request): Promise<Buffer> {
  const { body, cursors, connection, db, deadline } = request;
  const condition = compileFilter(documentArgument(body, 'filter'));
  const isNameOnly = isTrue(field(body, 'nameOnly'));
  const found = collectionsOf(request)
    .map((collection) => documentFrom(encodeDocument(describe(collection, isNameOnly))))
    .filter((document) => matches(condition, document));
  return await cursors.open({
    namespace: `${db}.$cmd.listCollections`,
    connection,
    documents: (function* (): Generator<RawValue, void> {
      yield* found;
    })(),
    batchSize: Infinity,
    isSingleBatch: true,
    deadline,
  });
}

export function listDatabases({ body, catalogue, database }: Request): Buffer {
  const condition = compileFilter(documentArgument(body, 'filter'));
  const names = new Set(catalogue.all().map(({ namespace }) => splitNamespace(namespace).db));
  const databases = [...names]
    .sort()
    .map((name) => encodeDocument({ name, empty: false }))
    .map((bytes) => documentFrom(bytes))
    .filter((document) => matches(condition, document));
  if (isTrue(field(body, 'nameOnly'))) return encodeDocument({ databases, ok: 1 });
  // All databases share one file, so only the total has a meaning.
  return encodeDocument({ databases, totalSize: database.fileBytes(), ok: 1 });
}

function collectionsOf({ catalogue, db }: Request): Collection[] {
  return catalogue.all().filter(({ namespace }) => namespace.startsWith(`${db}.`));
}

function describe(collection: Collection, isNameOnly: boolean): Record<string, Encodable> {
  const { name } = splitNamespace(collection.namespace);
  if (isNameOnly) return { name, type: 'collection' };
  return {
    name,
    type: 'collection',
    options: {},
    info: { readOnly: false },
    idIndex: collection.indexes[0]?.spec ?? null,
  };
}
