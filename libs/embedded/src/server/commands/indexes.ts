import { BsonType, field, itemsOf, type RawValue } from '../bson/raw-value.ts';
import { textOf } from '../bson/scalars.ts';
import { encodeDocument } from '../bson/writer.ts';
import { ServerError } from '../bson/errors.ts';
import type { Collection, Index } from '../storage/collection.ts';
import { parseIndexDefinition, type IndexDefinition } from '../storage/index-definition.ts';
import { missing, namespaceOf, wrongType } from './arguments.ts';
import type { Request } from './context.ts';
import { samePattern } from './query.ts';

export function createIndexes(request: Request): Buffer {
  const { body, catalogue, database } = request;
  const namespace = namespaceOf(request, 'createIndexes');
  const list = field(body, 'indexes');
  if (list?.type !== BsonType.array) throw missing('indexes');
  const definitions = itemsOf(list).map((spec) => {
    if (spec.type !== BsonType.object) throw wrongType('indexes', spec, 'object');
    return parseIndexDefinition(spec);
  });
  if (definitions.length === 0) {
    throw new ServerError(2, 'Must specify at least one index to create');
  }
  return database.write(() => {
    const createdCollectionAutomatically = catalogue.get(namespace) === undefined;
    const collection = catalogue.getOrCreate(namespace);
    const numIndexesBefore = collection.indexes.length;
    const created: string[] = [];
    try {
      for (const definition of definitions) {
        if (isPresent(collection, definition)) continue;
        catalogue.createIndex(collection, definition);
        created.push(definition.name);
      }
    } catch (error) {
      // One refused index refuses them all.
      for (const index of collection.indexes.filter(({ name }) => created.includes(name))) {
        catalogue.dropIndex(collection, index);
      }
      throw error;
    }
    return encodeDocument({
      numIndexesBefore,
      numIndexesAfter: collection.indexes.length,
      createdCollectionAutomatically,
      ok: 1,
    });
  });
}

export async function listIndexes(request: Request): Promise<Buffer> {
  const { catalogue, cursors, connection, deadline } = request;
  const namespace = namespaceOf(request, 'listIndexes');
  const collection = existing(request, namespace);
  const specs = collection.indexes.map(({ spec }) => spec);
  return await cursors.open({
    namespace: catalogue.get(namespace)?.namespace ?? namespace,
    connection,
    documents: (function* () {
      yield* specs;
    })(),
    batchSize: Infinity,
    isSingleBatch: true,
    deadline,
  });
}

export function dropIndexes(request: Request): Buffer {
  const { body, catalogue, database } = request;
  const collection = existing(request, namespaceOf(request, 'dropIndexes'));
  const selector = field(body, 'index');
  if (selector === undefined) throw missing('index');
  const nIndexesWas = collection.indexes.length;
  const chosen = chooseIndexes(collection, selector);
  database.write(() => {
    for (const index of chosen) catalogue.dropIndex(collection, index);
  });
  return encodeDocument({ nIndexesWas, ok: 1 });
}

function existing({ catalogue }: Request, namespace: string): Collection {
  const collection = catalogue.get(namespace);
  if (collection === undefined) throw new ServerError(26, `ns does not exist: ${namespace}`);
  return collection;
}

function chooseIndexes({ indexes }: Collection, selector: RawValue): Index[] {
  if (selector.type === BsonType.array) {
    return itemsOf(selector).map((one) => chooseIndex(indexes, one));
  }
  if (selector.type === BsonType.string && textOf(selector) === '*') {
    return indexes.filter(({ name }) => name !== '_id_');
  }
  return [chooseIndex(indexes, selector)];
}

function chooseIndex(indexes: readonly Index[], selector: RawValue): Index {
  const found = indexes.find((index) =>
    selector.type === BsonType.string
      ? index.name === textOf(selector)
      : selector.type === BsonType.object && samePattern(index.keyPattern, selector),
  );
  if (found === undefined) {
    const name = selector.type === BsonType.string ? textOf(selector) : 'the given key';
    throw new ServerError(27, `index not found with name [${name}]`);
  }
  if (found.name === '_id_') throw new ServerError(72, 'cannot drop _id index');
  return found;
}

/** Whether the very same index exists. Throws 86 or 85 when one exists that is like it but differs. */
function isPresent(collection: Collection, definition: IndexDefinition): boolean {
  const isId = samePattern(
    definition.keyPattern,
    collection.indexes[0]?.keyPattern ?? definition.spec,
  );
  const likeId = isId ? collection.indexes[0] : undefined;
  if (likeId !== undefined) return true;
  const byName = collection.indexes.find(({ name }) => name === definition.name);
  if (byName !== undefined && !isSameIndex(byName, definition)) {
    throw new ServerError(
      86,
      `An existing index has the same name as the requested index. Requested index: ${definition.name}`,
    );
  }
  const same = byName ?? collection.indexes.find((index) => isSameIndex(index, definition));
  if (same === undefined) return false;
  if (same.name !== definition.name) {
    throw new ServerError(85, `Index already exists with a different name: ${same.name}`);
  }
  if (same.expireAfterSeconds !== definition.expireAfterSeconds) {
    throw new ServerError(
      85,
      `An equivalent index already exists with the same name but different options: ${same.name}`,
    );
  }
  return true;
}

/** What makes two specifications one index for MongoDB: key, partial filter, unique and sparse. */
function isSameIndex(a: IndexDefinition, b: IndexDefinition): boolean {
  const isSameFilter =
    a.partialFilter === undefined || b.partialFilter === undefined
      ? a.partialFilter === b.partialFilter
      : a.partialFilter.equals(b.partialFilter);
  return (
    samePattern(a.keyPattern, b.keyPattern) &&
    isSameFilter &&
    a.isUnique === b.isUnique &&
    a.isSparse === b.isSparse
  );
}
