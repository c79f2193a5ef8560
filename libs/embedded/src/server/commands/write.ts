import { statementFields } from '../../surface.ts';
import { checkStorable } from '../bson/check.ts';
import { documentFrom, field, type RawValue } from '../bson/raw-value.ts';
import { isNumber, isTrue, numberOf } from '../bson/scalars.ts';
import { ServerError } from '../bson/errors.ts';
import type { Condition } from '../query/condition.ts';
import { compileFilter } from '../query/filter.ts';
import { compileUpdate, type Update } from '../update/compile.ts';
import { withId } from '../update/upsert.ts';
import { batchArgument, missing, namespaceOf } from './arguments.ts';
import type { Request } from './context.ts';
import { idOf, updateRow, upsert } from './modify.ts';
import { findRows, type Query } from './query.ts';
import { checkStatementFields, runBatch, statementFilter, type Statement } from './statements.ts';
import type { WriteResult } from './write-result.ts';

export async function insert(request: Request): Promise<Buffer> {
  const { database, catalogue } = request;
  const namespace = namespaceOf(request, 'insert');
  const statements = batchArgument(request, 'documents').map((document): Statement => (result) => {
    checkStorable(document);
    const stored = withId(documentFrom(document.slice()));
    database.write(() => {
      catalogue.getOrCreate(namespace).insert(stored);
    });
    result.n += 1;
    return [];
  });
  return await runBatch(request, { statements, isMulti: false, withModified: false });
}

export async function update(request: Request): Promise<Buffer> {
  const namespace = namespaceOf(request, 'update');
  const entries = batchArgument(request, 'updates');
  const statements = entries.map((entry): Statement => {
    checkStatementFields(entry, 'update.updates', statementFields.update);
    return (result, index) => updateStatement(request, namespace, entry, { result, index });
  });
  const isMulti = entries.some((entry) => isTrue(field(entry, 'multi')));
  return await runBatch(request, { statements, isMulti, withModified: true });
}

export async function remove(request: Request): Promise<Buffer> {
  const { database, catalogue } = request;
  const namespace = namespaceOf(request, 'delete');
  const entries = batchArgument(request, 'deletes');
  const statements = entries.map((entry): Statement => {
    checkStatementFields(entry, 'delete.deletes', statementFields.delete);
    return function* (result) {
      const condition = compileFilter(statementFilter(entry, 'delete.deletes'));
      const collection = catalogue.get(namespace);
      const query = queryOf(condition, deleteLimit(entry), entry);
      for (const row of findRows(database, collection, query)) {
        if (row === undefined) yield undefined;
        else {
          database.write(() => collection?.remove(row.id, row.document));
          result.n += 1;
        }
      }
    };
  });
  const isMulti = entries.some((entry) => deleteLimit(entry) === Infinity);
  return await runBatch(request, { statements, isMulti, withModified: false });
}

function* updateStatement(
  request: Request,
  namespace: string,
  entry: RawValue,
  { result, index }: { result: WriteResult; index: number },
): Generator<undefined> {
  const condition = compileFilter(statementFilter(entry, 'update.updates'));
  const update = updateOf(entry);
  const isMulti = isTrue(field(entry, 'multi'));
  const query = queryOf(condition, isMulti ? Infinity : 1, entry);
  const done = isMulti ? new Set<number>() : undefined;
  let matched = 0;
  let modified = 0;
  for (const row of findRows(request.database, request.catalogue.get(namespace), query)) {
    if (row === undefined) {
      yield undefined;
      continue;
    }
    // An update may move a document ahead in the index that is being read.
    if (done?.has(row.id) === true) continue;
    done?.add(row.id);
    const { isModified } = updateRow(request, namespace, row, update);
    matched += 1;
    if (isModified) modified += 1;
  }
  // A statement that is refused half-way counts nothing, as in MongoDB.
  result.n += matched;
  result.nModified += modified;
  if (matched > 0 || !isTrue(field(entry, 'upsert'))) return;
  const inserted = upsert(request, namespace, condition, update);
  result.addUpserted(index, idOf(inserted));
}

function updateOf(entry: RawValue): Update {
  const update = field(entry, 'u');
  if (update === undefined) throw missing('update.updates.u');
  return compileUpdate(update);
}

function queryOf(condition: Condition, limit: number, entry: RawValue): Query {
  return { condition, sort: [], skip: 0, limit, hint: field(entry, 'hint') };
}

/** Zero deletes all that match, one the first. Throws 9 for other limits. */
function deleteLimit(entry: RawValue): number {
  const limit = field(entry, 'limit');
  const value = limit !== undefined && isNumber(limit) ? numberOf(limit) : undefined;
  if (value !== 0 && value !== 1) {
    throw new ServerError(9, 'The limit field in delete objects must be 0 or 1.');
  }
  return value === 0 ? Infinity : 1;
}
