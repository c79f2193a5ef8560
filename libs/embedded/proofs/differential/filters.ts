import type { Random } from '../random.ts';
import * as values from './values.ts';

type Document = Record<string, unknown>;

/** The fields that filters and sorts speak of, with values that they may hold. */
const fields: Readonly<Record<string, (random: Random) => unknown>> = {
  _id: values.id,
  url: values.url,
  status: values.status,
  n: values.number,
  at: values.date,
  tags: values.tag,
  'last.outcome': (random) => random.pick(['ok', 'slow', 'failed']),
  'last.ms': values.number,
  'last.detail': () => null,
  last: values.subDocument,
  'log.v': values.number,
  'log.at': values.date,
  'log.note': values.tag,
  'alert.key': values.tag,
  'alert.open': (random) => random.chance(0.5),
  odd: values.any,
  'odd.a': values.number,
};
const names = Object.keys(fields);

export function fieldName(random: Random): string {
  return names[random.below(names.length)] ?? '_id';
}

export function filter(random: Random): Document {
  const parts = random.list(random.below(3) + (random.chance(0.8) ? 1 : 0), () => part(random));
  if (random.chance(0.1)) return { $and: parts.length > 0 ? parts : [{}] };
  if (random.chance(0.1)) return { $or: [part(random), part(random)], ...parts[0] };
  return Object.assign({}, ...parts) as Document;
}

/** A filter that at most one document meets, so that both servers choose the same. */
export function filterOfOne(random: Random): Document {
  const identity = random.chance(0.7) ? { _id: values.id(random) } : { url: values.url(random) };
  return random.chance(0.3) ? { ...part(random), ...identity } : identity;
}

/** A total order: nothing is left to the server. */
export function totalSort(random: Random): Document {
  const sort: Document = {};
  for (let count = random.below(3); count > 0; count -= 1) {
    sort[fieldName(random)] = random.pick([1, -1]);
  }
  delete sort['_id'];
  // Two arrays in one sort are an error that depends on which documents a server looks at.
  const arrays = Object.keys(sort).filter((name) => /^(log|tags|odd|n$)/.test(name));
  for (const name of arrays.slice(1)) Reflect.deleteProperty(sort, name);
  return { ...sort, _id: random.pick([1, -1]) };
}

export function projection(random: Random): Document {
  const keeps = random.chance(0.5) ? 1 : 0;
  const chosen = new Set(
    random.list(random.below(3) + 1, () =>
      random.pick(['url', 'status', 'n', 'last.ms', 'log.v', 'tags', 'alert', 'odd.a']),
    ),
  );
  return {
    ...(random.chance(0.3) ? { _id: random.pick([0, 1]) } : {}),
    ...Object.fromEntries([...chosen].map((name) => [name, keeps])),
  };
}

function part(random: Random): Document {
  const name = fieldName(random);
  const value = (): unknown =>
    random.chance(0.05) ? null : random.chance(0.1) ? values.any(random) : fields[name]?.(random);
  return { [name]: condition(random, value) };
}

function condition(random: Random, value: () => unknown): unknown {
  const makers = [
    value,
    value,
    () => ({ $eq: value() }),
    () => ({ $ne: value() }),
    () => ({ [random.pick(['$gt', '$gte', '$lt', '$lte'])]: value() }),
    () => ({ [random.pick(['$gt', '$gte'])]: value(), [random.pick(['$lt', '$lte'])]: value() }),
    () => ({ $in: random.list(random.below(4), value) }),
    () => ({ $nin: random.list(random.below(4), value) }),
    () => ({ $exists: random.chance(0.5) }),
    () => ({
      $regex: random.pick(['^b', 'O', '/1', 'example', '^t0']),
      $options: random.pick(['', 'i']),
    }),
  ] as const;
  return random.pick(makers)();
}
