import { accumulators, type Accumulator as AccumulatorName } from '../../surface.ts';
import { BsonType, documentFrom, fieldsOf, nullValue, type RawValue } from '../bson/raw-value.ts';
import { BsonWriter } from '../bson/writer.ts';
import { ServerError } from '../bson/errors.ts';
import { keyOf } from '../keys.ts';
import { createAccumulator, type Accumulator } from '../query/accumulator.ts';
import { compileExpression, type Expression } from '../query/expression.ts';
import type { Stream } from './scan.ts';

interface Figure {
  readonly name: string;
  readonly accumulator: AccumulatorName;
  readonly operand: Expression;
}

interface Group {
  readonly id: RawValue;
  readonly accumulators: readonly Accumulator[];
}

const known: ReadonlySet<string> = new Set(accumulators);

/** Compiles `$group`: one document per distinct `_id`, in the order in which they first appear. */
export function compileGroup(stage: RawValue): (documents: Stream<RawValue>) => Stream<RawValue> {
  if (stage.type !== BsonType.object) {
    throw new ServerError(15947, "a group's fields must be specified in an object");
  }
  const { id, figures } = parse(stage);
  return function* (documents) {
    const groups = new Map<string, Group>();
    for (const document of documents) {
      if (document === undefined) yield undefined;
      else addTo(groups, document, id, figures);
    }
    for (const group of groups.values()) yield written(group, figures);
  };
}

function parse(stage: RawValue): { id: Expression; figures: readonly Figure[] } {
  let id: Expression | undefined;
  const figures: Figure[] = [];
  for (const { name, value } of fieldsOf(stage)) {
    if (name === '_id') id = compileExpression(value);
    else figures.push(parseFigure(name, value));
  }
  if (id === undefined) throw new ServerError(15955, 'a group specification must include an _id');
  return { id, figures };
}

function parseFigure(name: string, value: RawValue): Figure {
  if (name.includes('.')) {
    throw new ServerError(40235, `The field name '${name}' cannot contain '.'`);
  }
  const [first, second] = value.type === BsonType.object ? fieldsOf(value) : [];
  if (first === undefined) {
    throw new ServerError(40234, `The field '${name}' must be an accumulator object`);
  }
  if (second !== undefined) {
    throw new ServerError(40238, `The field '${name}' must specify one accumulator`);
  }
  if (!known.has(first.name)) {
    throw new ServerError(15952, `unknown group operator '${first.name}'`);
  }
  return {
    name,
    accumulator: first.name as AccumulatorName,
    operand: compileExpression(first.value),
  };
}

function addTo(
  groups: Map<string, Group>,
  document: RawValue,
  id: Expression,
  figures: readonly Figure[],
): void {
  const value = id(document) ?? nullValue;
  const key = keyOf(value).toString('latin1');
  let group = groups.get(key);
  if (group === undefined) {
    group = {
      id: value,
      accumulators: figures.map(({ accumulator }) => createAccumulator(accumulator)),
    };
    groups.set(key, group);
  }
  for (const [position, { operand }] of figures.entries()) {
    group.accumulators[position]?.add(operand(document));
  }
}

function written(group: Group, figures: readonly Figure[]): RawValue {
  const writer = new BsonWriter();
  writer.raw('_id', group.id);
  figures.forEach(({ name }, position) => {
    writer.raw(name, group.accumulators[position]?.result() ?? nullValue);
  });
  return documentFrom(writer.finish());
}
