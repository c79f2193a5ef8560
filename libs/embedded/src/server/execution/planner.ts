import { rootOf } from '../paths.ts';
import type { Collection, Index } from '../storage/collection.ts';
import type { KeyField } from '../storage/index-keys.ts';
import { boundsOf, extend, wholePrefix, type FieldBounds, type Interval } from './bounds.ts';
import type { Condition } from '../query/condition.ts';
import { implies } from './implication.ts';

/** How to find the documents: which index stretches to read, in which direction. */
export interface Plan {
  /** `undefined` reads the collection in order of insertion. */
  readonly index: Index | undefined;
  /** In the order of reading. */
  readonly intervals: readonly Interval[];
  /** Each interval is one whole key of a unique index, with one document or none. */
  readonly arePoints: boolean;
  readonly isReverse: boolean;
  /** The documents come in the order that was asked for. */
  readonly isSorted: boolean;
  /** Every key in the intervals is one of a document that is meant, and none is left out. */
  readonly isExact: boolean;
  /** A plan in the order that was asked for, which is the better one where this one finds many. */
  readonly inOrder?: Plan;
}

export interface PlanRequest {
  readonly collection: Collection;
  readonly condition: Condition;
  /** Empty when any order will do. */
  readonly sort: readonly KeyField[];
  readonly hasLimit: boolean;
  /** The index that the client named; `null` is the collection itself. */
  readonly hint: Index | null | undefined;
}

// More points than this are cheaper to read as one stretch.
const maxIntervals = 4096;
const weights = { points: 8, range: 4, sortWithLimit: 5, sort: 2 };

/** Chooses the index that narrows most, and among equals the one that saves sorting. */
export function plan(request: PlanRequest): Plan {
  const { collection, sort, hint } = request;
  const scan: Plan = {
    index: undefined,
    intervals: [],
    arePoints: false,
    isReverse: false,
    isSorted: sort.length === 0,
    isExact: false,
  };
  if (hint === null) return scan;
  const conjuncts = conjunctsOf(request.condition);
  const candidates = hint === undefined ? collection.indexes : [hint];
  let best: Candidate = { plan: scan, score: 0 };
  let inOrder: Candidate = { plan: scan, score: 0 };
  for (const index of candidates) {
    if (hint === undefined && !isUsable(index, request.condition)) continue;
    const bounds = chooseBounds(index, conjuncts);
    const { plan: found, score } = planIndex(index, bounds, request);
    const candidate = { plan: { ...found, isExact: isExact(index, bounds, conjuncts) }, score };
    if (isOneKey(index, bounds)) return candidate.plan;
    if (hint !== undefined || score > best.score) best = candidate;
    if (found.isSorted && score > inOrder.score) inOrder = candidate;
  }
  const hasOther = !best.plan.isSorted && inOrder.plan.index !== undefined && request.hasLimit;
  return hasOther ? { ...best.plan, inOrder: inOrder.plan } : best.plan;
}

interface Candidate {
  readonly plan: Plan;
  readonly score: number;
}

/** Whether bounds say all that a filter does: each condition is the one on a field that has points. */
function isExact(
  index: Index,
  bounds: readonly FieldBounds[],
  conjuncts: readonly Condition[],
): boolean {
  if (index.isMultikey || index.isSparse || index.partialCondition !== undefined) return false;
  return (
    bounds.length === conjuncts.length &&
    bounds.every(({ kind }, position) => {
      const path = index.fields[position]?.path.text;
      const own = conjuncts.filter((one) => 'path' in one && one.path.text === path);
      return kind === 'points' && own.length === 1;
    })
  );
}

/** A sparse or partial index serves only filters that cannot match what it leaves out. */
function isUsable(index: Index, condition: Condition): boolean {
  if (index.partialCondition !== undefined) return implies(condition, index.partialCondition);
  if (!index.isSparse) return true;
  return index.fields.some(({ path }) => implies(condition, { kind: 'exists', path }));
}

/** Whether one key of a unique index is meant: it holds one document at most, and nothing narrows more. */
function isOneKey({ fields, isUnique }: Index, bounds: readonly FieldBounds[]): boolean {
  return isUnique && bounds.length === fields.length && bounds.every(isOnePoint);
}

function isOnePoint(bounds: FieldBounds): boolean {
  return bounds.kind === 'points' && bounds.keys.length === 1;
}

function planIndex(
  index: Index,
  chosen: readonly FieldBounds[],
  request: PlanRequest,
): { plan: Omit<Plan, 'isExact'>; score: number } {
  const { intervals, points, constants, score } = buildIntervals(index.fields, chosen);
  const order = index.isMultikey ? undefined : sortOrder(index.fields, constants, request.sort);
  const isSorted = request.sort.length === 0 || order !== undefined;
  const isReverse = order === 'reverse';
  const saved = request.hasLimit ? weights.sortWithLimit : weights.sort;
  return {
    plan: {
      index,
      intervals: isReverse ? intervals.toReversed() : intervals,
      arePoints: index.isUnique && points === index.fields.length,
      isReverse,
      isSorted,
    },
    score: score + (request.sort.length > 0 && isSorted ? saved : 0),
  };
}

/** Bounds for the index's fields from the first on, as far as there are any. */
function chooseBounds(index: Index, conjuncts: readonly Condition[]): FieldBounds[] {
  const chosen: FieldBounds[] = [];
  const roots = new Set<string>();
  for (const { path } of index.fields) {
    const root = rootOf(path);
    // Two paths through one array may be met by different items, one index key describes one item.
    if (index.isMultikey && roots.has(root)) break;
    roots.add(root);
    const own = conjuncts.filter((one) => 'path' in one && one.path.text === path.text);
    const bounds = boundsOf(own, index.isMultikey);
    if (bounds === undefined) break;
    chosen.push(bounds);
    if (bounds.kind === 'range') break;
  }
  return chosen;
}

/** Also tells of how many fields, from the first on, the intervals have points, and one point each. */
function buildIntervals(
  fields: readonly KeyField[],
  chosen: readonly FieldBounds[],
): { intervals: Interval[]; points: number; constants: number; score: number } {
  let intervals: Interval[] = [wholePrefix(Buffer.alloc(0))];
  let points = 0;
  let constants = 0;
  let isConstant = true;
  let score = 0;
  for (const [position, bounds] of chosen.entries()) {
    const count = bounds.kind === 'points' ? bounds.keys.length : 1;
    if (intervals.length * count > maxIntervals) break;
    const direction = fields[position]?.direction ?? 1;
    intervals = intervals.flatMap(({ low }) => extend(low, bounds, direction));
    isConstant &&= isOnePoint(bounds);
    if (isConstant) constants += 1;
    if (bounds.kind === 'points') points += 1;
    score += bounds.kind === 'points' ? weights.points : weights.range;
  }
  intervals.sort((a, b) => Buffer.compare(a.low, b.low));
  return { intervals, points, constants, score };
}

/** Whether reading the index forwards or backwards gives the order that `sort` asks for. */
function sortOrder(
  fields: readonly KeyField[],
  constants: number,
  sort: readonly KeyField[],
): 'forward' | 'reverse' | undefined {
  const fixed = new Set(fields.slice(0, constants).map(({ path }) => path.text));
  const wanted = sort.filter(({ path }) => !fixed.has(path.text));
  const given = fields.slice(constants);
  let flip: number | undefined;
  for (const [position, { path, direction }] of wanted.entries()) {
    const have = given[position];
    if (have?.path.text !== path.text) return undefined;
    flip ??= direction * have.direction;
    if (direction * have.direction !== flip) return undefined;
  }
  return flip === -1 ? 'reverse' : 'forward';
}

function conjunctsOf(condition: Condition): readonly Condition[] {
  if (condition.kind === 'and') return condition.of.flatMap(conjunctsOf);
  return [condition];
}
