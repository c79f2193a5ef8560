import { BsonType, field, itemsOf, type RawValue } from '../bson/raw-value.ts';
import { integerOf, isTrue, textOf } from '../bson/scalars.ts';
import { encodeDocument } from '../bson/writer.ts';
import { firstBatchSize } from '../cursors.ts';
import { ServerError } from '../bson/errors.ts';
import { Pace } from '../pace.ts';
import { compileFilter } from '../query/filter.ts';
import { compileProjection, type Projection } from '../query/projection.ts';
import type { Row, Stream } from '../execution/scan.ts';
import { countArgument, documentArgument, missing, namespaceOf } from './arguments.ts';
import type { Request } from './context.ts';
import { countKeys, findRows, parseSort, planOf } from './query.ts';

export async function find(request: Request): Promise<Buffer> {
  const { body, database, catalogue, cursors } = request;
  const namespace = namespaceOf(request, 'find');
  const rows = findRows(database, catalogue.get(namespace), {
    condition: compileFilter(documentArgument(body, 'filter')),
    sort: parseSort(documentArgument(body, 'sort')),
    skip: countArgument(body, 'skip') ?? 0,
    limit: limitArgument(body),
    hint: field(body, 'hint'),
  });
  return await cursors.open({
    namespace,
    connection: request.connection,
    documents: projected(rows, compileProjection(documentArgument(body, 'projection'))),
    batchSize: countArgument(body, 'batchSize') ?? firstBatchSize,
    isSingleBatch: isTrue(field(body, 'singleBatch')),
    deadline: request.deadline,
  });
}

export async function getMore(request: Request): Promise<Buffer> {
  const { body, cursors, db } = request;
  const id = field(body, 'getMore');
  const collection = field(body, 'collection');
  if (id?.type !== BsonType.int64) throw missing('getMore');
  if (collection?.type !== BsonType.string) throw missing('collection');
  const batchSize = countArgument(body, 'batchSize') ?? 0;
  return await cursors.more(
    integerOf(id),
    `${db}.${textOf(collection)}`,
    batchSize === 0 ? Infinity : batchSize,
    request.deadline,
  );
}

export function killCursors({ body, cursors }: Request): Buffer {
  const list = field(body, 'cursors');
  if (list?.type !== BsonType.array) throw missing('cursors');
  const cursorsKilled: RawValue[] = [];
  const cursorsNotFound: RawValue[] = [];
  for (const id of itemsOf(list)) {
    if (id.type !== BsonType.int64) throw new ServerError(14, 'cursor ids must be of type long');
    (cursors.kill(integerOf(id)) ? cursorsKilled : cursorsNotFound).push(id);
  }
  return encodeDocument({
    cursorsKilled,
    cursorsNotFound,
    cursorsAlive: [],
    cursorsUnknown: [],
    ok: 1,
  });
}

export async function count(request: Request): Promise<Buffer> {
  const { body, database, catalogue } = request;
  const collection = catalogue.get(namespaceOf(request, 'count'));
  const filter = documentArgument(body, 'query');
  const skip = countArgument(body, 'skip') ?? 0;
  const limit = limitArgument(body);
  if (itemsOf(filter).length === 0) {
    const size = collection?.size() ?? 0;
    return encodeDocument({ n: Math.min(Math.max(size - skip, 0), limit), ok: 1 });
  }
  const condition = compileFilter(filter);
  const hint = field(body, 'hint');
  const chosen = collection && planOf(collection, { condition, sort: [], limit: Infinity, hint });
  if (chosen?.isExact) {
    const size = countKeys(database, chosen, Number.MAX_SAFE_INTEGER);
    return encodeDocument({ n: Math.min(Math.max(size - skip, 0), limit), ok: 1 });
  }
  const pace = new Pace(request.deadline);
  let n = 0;
  for (const row of findRows(database, collection, { condition, sort: [], skip, limit, hint })) {
    if (row !== undefined) n += 1;
    else if (pace.isOver) await pace.breathe();
  }
  return encodeDocument({ n, ok: 1 });
}

function* projected(rows: Stream<Row>, projection: Projection): Stream<RawValue> {
  for (const row of rows) yield row && projection(row.document);
}

/** Zero and absent mean all; drivers turn a negative limit into a single batch themselves. */
function limitArgument(body: RawValue): number {
  const limit = countArgument(body, 'limit') ?? 0;
  return limit === 0 ? Infinity : limit;
}
