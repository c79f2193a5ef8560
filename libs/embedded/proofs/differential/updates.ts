import type { Random } from '../random.ts';
import * as values from './values.ts';

type Document = Record<string, unknown>;
type Change = readonly [operator: string, path: string, operand: unknown];

/** A random update. Some do not fit the document they meet, on purpose. */
export function update(random: Random): Document {
  const result: Record<string, Document> = {};
  for (let count = random.below(3) + 1; count > 0; count -= 1) {
    const [operator, path, operand] = change(random);
    result[operator] = { ...result[operator], [path]: operand };
  }
  if (random.chance(0.01)) return { ...result, $frob: { n: 1 } };
  return result;
}

function change(random: Random): Change {
  const makers: readonly [() => Change, ...(() => Change)[]] = [
    () => ['$set', 'status', values.status(random)],
    () => ['$set', 'at', values.date(random)],
    () => ['$set', 'last', values.subDocument(random)],
    () => [
      '$set',
      random.pick(['last.ms', 'n', 'log.0.v', 'fresh.deep.er']),
      values.number(random),
    ],
    () => ['$set', 'url', values.url(random)],
    () => ['$set', 'odd', values.any(random)],
    () => ['$set', random.pick(['odd.a', 'odd.2', 'odd.a.b', 'tags.5']), values.any(random)],
    () => ['$set', 'alert', { key: values.tag(random), open: random.chance(0.5) }],
    () => ['$setOnInsert', random.pick(['n', 'made']), values.number(random)],
    () => [
      '$unset',
      random.pick(['n', 'at', 'last', 'last.ms', 'alert', 'odd', 'odd.a', 'log.0', 'no.such']),
      '',
    ],
    () => ['$inc', random.pick(['n', 'n', 'last.ms', 'count', 'tags']), values.number(random)],
    () => [
      '$min',
      random.pick(['n', 'at', 'odd']),
      random.chance(0.5) ? values.number(random) : values.date(random),
    ],
    () => [
      '$max',
      random.pick(['n', 'at', 'odd']),
      random.chance(0.5) ? values.number(random) : values.date(random),
    ],
    () => ['$push', 'log', values.logEntry(random)],
    () => ['$push', random.pick(['log', 'n', 'odd']), push(random)],
    () => [
      '$addToSet',
      'tags',
      random.chance(0.5)
        ? values.tag(random)
        : { $each: random.list(random.below(4), () => values.tag(random)) },
    ],
    () => ['$addToSet', 'odd', values.any(random)],
    () => [
      '$pull',
      'tags',
      random.chance(0.5) ? values.tag(random) : { $in: [values.tag(random), values.tag(random)] },
    ],
    () => ['$pull', 'log', pull(random)],
    () => [
      '$pull',
      'odd',
      random.chance(0.5) ? values.number(random) : { $gte: values.number(random) },
    ],
    () => ['$set', '_id', values.id(random)],
  ];
  return random.pick(makers)();
}

function push(random: Random): Document {
  const $each = random.list(random.below(4), () => values.logEntry(random));
  return random.chance(0.7) ? { $each, $slice: random.below(8) - 5 } : { $each };
}

function pull(random: Random): Document {
  const makers: readonly [() => Document, ...(() => Document)[]] = [
    () => ({ v: values.number(random) }),
    () => ({ at: { $lt: values.date(random) } }),
    () => ({ v: { $gte: values.number(random) }, note: { $exists: random.chance(0.5) } }),
    () => ({ note: { $in: [values.tag(random), null] } }),
  ];
  return random.pick(makers)();
}
