import { aggregationStages, type AggregationStage } from '../../surface.ts';
import { BsonType, field, fieldsOf, itemsOf, type RawValue } from '../bson/raw-value.ts';
import { isNumber, numberOf } from '../bson/scalars.ts';
import { firstBatchSize } from '../cursors.ts';
import { ServerError } from '../bson/errors.ts';
import { matches, type Condition } from '../query/condition.ts';
import { compileFilter } from '../query/filter.ts';
import { compileGroup } from '../execution/group.ts';
import { compileProjection } from '../query/projection.ts';
import type { Row, Stream } from '../execution/scan.ts';
import { sorted } from '../execution/sort.ts';
import { countArgument, documentArgument, missing, namespaceOf } from './arguments.ts';
import type { Request } from './context.ts';
import { findRows, parseSort, window, type Query } from './query.ts';

interface Stage {
  readonly name: AggregationStage;
  readonly value: RawValue;
}

type Transform = (documents: Stream<RawValue>) => Stream<RawValue>;

const known: ReadonlySet<string> = new Set(aggregationStages);

export async function aggregate(request: Request): Promise<Buffer> {
  const { body, database, catalogue, cursors } = request;
  const namespace = namespaceOf(request, 'aggregate');
  if (field(body, 'cursor') === undefined) {
    throw new ServerError(9, "The 'cursor' option is required");
  }
  const stages = parsePipeline(body);
  const { query, used } = leadingQuery(stages, field(body, 'hint'));
  let documents = documentsOf(findRows(database, catalogue.get(namespace), query));
  const transforms = stages.map(compileStage);
  for (const transform of transforms.slice(used)) documents = transform(documents);
  return await cursors.open({
    namespace,
    connection: request.connection,
    documents,
    batchSize: countArgument(documentArgument(body, 'cursor'), 'batchSize') ?? firstBatchSize,
    isSingleBatch: false,
    deadline: request.deadline,
  });
}

export function parsePipeline(body: RawValue): Stage[] {
  const pipeline = field(body, 'pipeline');
  if (pipeline?.type !== BsonType.array) throw missing('pipeline');
  return itemsOf(pipeline).map((stage) => {
    const [only, second] = stage.type === BsonType.object ? fieldsOf(stage) : [];
    if (only === undefined || second !== undefined) {
      throw new ServerError(
        40323,
        'A pipeline stage specification object must contain exactly one field.',
      );
    }
    if (!known.has(only.name)) {
      throw new ServerError(40324, `Unrecognized pipeline stage name: '${only.name}'`);
    }
    return { name: only.name as AggregationStage, value: only.value };
  });
}

const plannable: readonly AggregationStage[] = ['$match', '$sort', '$skip', '$limit'];

/**
 * The part at the front of a pipeline that the planner can do: any number of `$match`, then at most
 * one each of `$sort`, `$skip` and `$limit` in this order, which is the order in which a query does them.
 */
export function leadingQuery(
  stages: readonly Stage[],
  hint: RawValue | undefined,
): { query: Query; used: number } {
  const filters: Condition[] = [];
  const query = { sort: [] as Query['sort'], skip: 0, limit: Infinity };
  let used = 0;
  let reached = -1;
  for (const { name, value } of stages) {
    const step = plannable.indexOf(name);
    if (step < reached || (step === reached && name !== '$match')) break;
    if (name === '$match') filters.push(matchFilter(value));
    else if (name === '$sort') query.sort = sortFields(value);
    else if (name === '$skip') query.skip = wholeNumber(name, value);
    else if (name === '$limit') query.limit = wholeNumber(name, value);
    reached = step;
    used += 1;
  }
  return { query: { ...query, condition: { kind: 'and', of: filters }, hint }, used };
}

function compileStage({ name, value }: Stage): Transform {
  switch (name) {
    case '$match': {
      const condition = matchFilter(value);
      return (documents) => filtered(documents, condition);
    }
    case '$sort': {
      const fields = sortFields(value);
      return (documents) => sorted(documents, (document) => document, fields, Infinity);
    }
    case '$skip': {
      const skip = wholeNumber(name, value);
      return (documents) => window(documents, skip, Infinity);
    }
    case '$limit': {
      const limit = wholeNumber(name, value);
      return (documents) => window(documents, 0, limit);
    }
    case '$project': {
      if (value.type !== BsonType.object || itemsOf(value).length === 0) {
        throw new ServerError(51272, 'projection specification must have at least one field');
      }
      const project = compileProjection(value);
      return function* (documents) {
        for (const document of documents) yield document && project(document);
      };
    }
    case '$group':
      return compileGroup(value);
  }
}

function matchFilter(value: RawValue): Condition {
  if (value.type !== BsonType.object) {
    throw new ServerError(15959, 'the match filter must be an expression in an object');
  }
  return compileFilter(value);
}

function sortFields(value: RawValue): Query['sort'] {
  if (value.type !== BsonType.object) {
    throw new ServerError(15973, 'the $sort key specification must be an object');
  }
  const fields = parseSort(value);
  if (fields.length === 0) {
    throw new ServerError(15976, '$sort stage must have at least one sort key');
  }
  return fields;
}

function wholeNumber(stage: '$skip' | '$limit', value: RawValue): number {
  const count = isNumber(value) ? numberOf(value) : -1;
  if (!Number.isInteger(count) || count < 0) {
    throw new ServerError(
      5107201,
      `invalid argument to ${stage} stage: Expected a non-negative number`,
    );
  }
  if (stage === '$limit' && count === 0) throw new ServerError(15958, 'the limit must be positive');
  return count;
}

function* filtered(documents: Stream<RawValue>, condition: Condition): Stream<RawValue> {
  for (const document of documents) {
    if (document === undefined || matches(condition, document)) yield document;
  }
}

function* documentsOf(rows: Stream<Row>): Stream<RawValue> {
  for (const row of rows) yield row?.document;
}
