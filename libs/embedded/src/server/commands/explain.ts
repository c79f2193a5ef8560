import { BsonType, field, fieldsOf, itemsOf, type RawValue } from '../bson/raw-value.ts';
import { isNumber, numberOf } from '../bson/scalars.ts';
import { encodeDocument } from '../bson/writer.ts';
import { ServerError } from '../bson/errors.ts';
import { compileFilter } from '../query/filter.ts';
import { leadingQuery, parsePipeline } from './aggregate.ts';
import { countArgument, documentArgument, missing, namespaceOf } from './arguments.ts';
import type { Request } from './context.ts';
import { parseSort, planOf, type Query } from './query.ts';

type Explained = 'find' | 'count' | 'aggregate' | 'findAndModify' | 'update' | 'delete';

/** How the first statement of a command would find its documents, in MongoDB's words; nothing is read or written. */
export function explain(request: Request): Buffer {
  const command = field(request.body, 'explain');
  if (command?.type !== BsonType.object) throw missing('explain');
  const inner: Request = { ...request, body: command };
  const name = fieldsOf(command)[0]?.name as Explained;
  const query = queryOf(name, inner);
  const collection = request.catalogue.get(namespaceOf(inner, name));
  const plan = collection && planOf(collection, query);
  const found =
    plan?.index === undefined
      ? { stage: collection === undefined ? 'EOF' : 'COLLSCAN' }
      : { stage: 'FETCH', inputStage: { stage: 'IXSCAN', indexName: plan.index.name } };
  const winningPlan = plan?.isSorted === false ? { stage: 'SORT', inputStage: found } : found;
  return encodeDocument({ queryPlanner: { winningPlan }, ok: 1 });
}

function queryOf(name: Explained, request: Request): Query {
  const { body } = request;
  const hint = field(body, 'hint');
  const plain = { sort: [] as Query['sort'], skip: 0, limit: Infinity, hint };
  switch (name) {
    case 'find': {
      const condition = compileFilter(documentArgument(body, 'filter'));
      const sort = parseSort(documentArgument(body, 'sort'));
      const limit = countArgument(body, 'limit') ?? 0;
      return { ...plain, condition, sort, limit: limit === 0 ? Infinity : limit };
    }
    case 'count':
      return { ...plain, condition: compileFilter(documentArgument(body, 'query')) };
    case 'findAndModify': {
      const condition = compileFilter(documentArgument(body, 'query'));
      return { ...plain, condition, sort: parseSort(documentArgument(body, 'sort')), limit: 1 };
    }
    case 'aggregate':
      return leadingQuery(parsePipeline(body), hint).query;
    case 'update':
      return ofStatement(body, 'updates', (statement) => isSet(field(statement, 'multi')));
    case 'delete':
      return ofStatement(body, 'deletes', (statement) => !isOne(field(statement, 'limit')));
    default:
      throw new ServerError(59, `Explain failed due to unknown command: ${String(name)}`);
  }
}

function ofStatement(
  body: RawValue,
  list: 'updates' | 'deletes',
  isForMany: (statement: RawValue) => boolean,
): Query {
  const statements = field(body, list);
  const [first] = statements?.type === BsonType.array ? itemsOf(statements) : [];
  if (first === undefined) throw missing(list);
  return {
    condition: compileFilter(documentArgument(first, 'q')),
    sort: [],
    skip: 0,
    limit: isForMany(first) ? Infinity : 1,
    hint: field(first, 'hint'),
  };
}

const isSet = (value: RawValue | undefined): boolean =>
  value?.type === BsonType.boolean && value.bytes[value.start] === 1;

const isOne = (value: RawValue | undefined): boolean =>
  value !== undefined && isNumber(value) && numberOf(value) === 1;
