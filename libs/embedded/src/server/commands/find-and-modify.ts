import { field, type RawValue } from '../bson/raw-value.ts';
import { isTrue } from '../bson/scalars.ts';
import { encodeDocument, type Encodable } from '../bson/writer.ts';
import { ServerError } from '../bson/errors.ts';
import { compileFilter } from '../query/filter.ts';
import { compileProjection } from '../query/projection.ts';
import type { Row } from '../execution/scan.ts';
import { compileUpdate } from '../update/compile.ts';
import { documentArgument, namespaceOf } from './arguments.ts';
import type { Request } from './context.ts';
import { idOf, updateRow, upsert } from './modify.ts';
import { findRows, parseSort, type Query } from './query.ts';

export function findAndModify(request: Request): Buffer {
  const { body, retries } = request;
  const namespace = namespaceOf(request, 'findAndModify');
  const update = field(body, 'update');
  const isRemoval = isTrue(field(body, 'remove'));
  if (isRemoval === (update !== undefined)) {
    throw new ServerError(
      9,
      isRemoval
        ? 'Cannot specify both an update and remove=true'
        : 'Either an update or remove=true must be specified',
    );
  }
  if (isRemoval && (isTrue(field(body, 'new')) || isTrue(field(body, 'upsert')))) {
    throw new ServerError(
      9,
      "Cannot specify both new=true or upsert=true and remove=true; 'remove' always returns the deleted document",
    );
  }
  return retries.once(body, () =>
    update === undefined ? removeOne(request, namespace) : updateOne(request, namespace, update),
  );
}

function removeOne(request: Request, namespace: string): Buffer {
  const collection = request.catalogue.get(namespace);
  const row = firstRow(request, namespace, queryOf(request.body));
  if (row === undefined) return reply(request.body, undefined, { n: 0 });
  collection?.remove(row.id, row.document);
  return reply(request.body, row.document, { n: 1 });
}

function updateOne(request: Request, namespace: string, update: RawValue): Buffer {
  const { body } = request;
  const query = queryOf(body);
  const compiled = compileUpdate(update);
  const returnsNew = isTrue(field(body, 'new'));
  const row = firstRow(request, namespace, query);
  if (row !== undefined) {
    const { after } = updateRow(request, namespace, row, compiled);
    return reply(body, returnsNew ? after : row.document, { n: 1, updatedExisting: true });
  }
  if (!isTrue(field(body, 'upsert')))
    return reply(body, undefined, { n: 0, updatedExisting: false });
  const inserted = upsert(request, namespace, query.condition, compiled);
  return reply(body, returnsNew ? inserted : undefined, {
    n: 1,
    updatedExisting: false,
    upserted: idOf(inserted),
  });
}

function queryOf(body: RawValue): Query {
  return {
    condition: compileFilter(documentArgument(body, 'query')),
    sort: parseSort(documentArgument(body, 'sort')),
    skip: 0,
    limit: 1,
    hint: field(body, 'hint'),
  };
}

function firstRow(
  { database, catalogue }: Request,
  namespace: string,
  query: Query,
): Row | undefined {
  for (const row of findRows(database, catalogue.get(namespace), query)) {
    if (row !== undefined) return row;
  }
  return undefined;
}

function reply(
  body: RawValue,
  document: RawValue | undefined,
  lastErrorObject: Record<string, Encodable>,
): Buffer {
  const project = compileProjection(documentArgument(body, 'fields'));
  const value = document === undefined ? null : project(document);
  return encodeDocument({ lastErrorObject, value, ok: 1 });
}
