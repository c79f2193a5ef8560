import type { RecordAnswer, RecordChange, RecordMemory } from './schema.ts';

/** Answers that make a picture: a service that rotates its addresses shows some at a time. */
const WINDOW = 3;
/** Answers in a row that must lack a value which was always there. */
const GONE = 2;
/** Equal answers in a row after which they are the values, whatever was seen before. */
const SETTLED = 14;
/** Answers without a change that end a row of changes. */
const QUIET = 7;
/** Changes in a row after which records are said to vary. */
const VARYING = 3;
/** What is remembered of one question, at most. */
const MAX_VALUES = 16;
const MAX_ANSWERS = 10;

type Values = readonly string[];

const isSame = (one: Values, other: Values): boolean =>
  one.length === other.length && one.every((value) => other.includes(value));
const union = (sets: readonly Values[]): string[] => [...new Set(sets.flat())].sort();
const without = (values: Values, others: Values): string[] =>
  values.filter((value) => !others.includes(value));

interface Difference {
  from: string[];
  to: string[];
  /** Newest answers that belong to the new values. */
  since: number;
}

/**
 * Follows the records of a name from answer to answer, one a day. A change is told when values that were the same in the
 * last three answers lack one in two answers in a row; when three answers have nothing in common with all before them; when
 * three answers agree on others than those of a change that is less than a week old; or when answers have been the same for
 * two weeks. A rotation, of which each answer shows a part, is none. After three changes in a row the records vary, and no
 * more is told until they have been quiet for a week.
 */
export function followRecords(
  known: RecordMemory | null,
  answer: RecordAnswer,
  at: Date,
): { memory: RecordMemory; change: RecordChange | null } {
  const { name, record } = answer;
  const values = union([answer.values]).slice(0, MAX_VALUES);
  if (!known) {
    const answers = [{ values, times: 1 }];
    return { memory: { name, record, at, values, answers, quiet: 1, changes: 0 }, change: null };
  }
  const answers = withNewest(known.answers, values);
  const quiet = Math.min(known.quiet + 1, QUIET);
  const before = { ...known, at, answers, quiet, changes: quiet >= QUIET ? 0 : known.changes };
  const difference =
    differenceIn(known.values, answers) ??
    (before.changes > 0 ? reversalIn(known.values, listed(answers)) : null);
  if (!difference) return { memory: settled(before), change: null };

  const { from, to, since } = difference;
  const changes = Math.min(before.changes + 1, VARYING + 1);
  const memory: RecordMemory = {
    ...before,
    values: to.slice(0, MAX_VALUES),
    answers: listed(answers).slice(-since).reduce<RecordMemory['answers']>(withNewest, []),
    quiet: 0,
    changes,
  };
  const change: RecordChange = {
    kind: 'records',
    name,
    record,
    added: union([without(to, from), untoldIn(to, known.values, answers)]).slice(0, MAX_VALUES),
    removed: without(from, to).slice(0, MAX_VALUES),
    ...(changes === VARYING ? { varies: true } : {}),
  };
  return { memory, change: changes > VARYING ? null : change };
}

/** Values that came beside those which count and have stayed: whoever moves may keep both for a while. */
function untoldIn(to: Values, told: Values, answers: RecordMemory['answers']): string[] {
  const all = listed(answers);
  return without(to, told).filter(
    (value) => all.slice(0, -GONE).some((one) => one.includes(value)) && !wasAway(value, all),
  );
}

function withNewest(answers: RecordMemory['answers'], values: string[]): RecordMemory['answers'] {
  const last = answers.at(-1);
  if (last && isSame(last.values, values)) {
    return [...answers.slice(0, -1), { values, times: Math.min(last.times + 1, SETTLED) }];
  }
  return [...answers, { values, times: 1 }].slice(-MAX_ANSWERS);
}

const listed = (answers: RecordMemory['answers']): string[][] =>
  answers.flatMap(({ values, times }) => Array<string[]>(times).fill(values));

/** What was seen before two weeks of equal answers counts no more. */
const settled = (memory: RecordMemory): RecordMemory =>
  (memory.answers.at(-1)?.times ?? 0) < SETTLED
    ? memory
    : { ...memory, answers: memory.answers.slice(-1) };

function differenceIn(told: Values, answers: RecordMemory['answers']): Difference | null {
  const last = answers.at(-1);
  if (last && last.times >= SETTLED) {
    const to = last.values;
    return isSame(told, to) ? null : { from: [...told], to, since: SETTLED };
  }
  const all = listed(answers);
  return lossIn(all) ?? replacementIn(all);
}

/** A value of steady answers that is there no more. */
function lossIn(all: readonly Values[]): Difference | null {
  const newest = all.slice(-GONE);
  const steady = all.slice(-GONE - WINDOW, -GONE);
  const earlier = all.slice(0, -GONE - WINDOW);
  const [from] = steady;
  if (!from || steady.length < WINDOW || !steady.every((one) => isSame(one, from))) return null;
  const to = union(newest);
  const left = without(from, to);
  const isFilled = from.length === 0 && newest.every((one) => one.length > 0);
  if (left.length === 0 && !isFilled) return null;
  const came = without(to, from);
  const isRotation =
    left.some((value) => wasAway(value, earlier)) ||
    earlier.some((one) => came.some((value) => one.includes(value)));
  return isRotation ? null : { from: [...from], to, since: GONE };
}

/** Whether a value that is there now has come and gone before. */
function wasAway(value: string, earlier: readonly Values[]): boolean {
  const first = earlier.findIndex((one) => one.includes(value));
  return first >= 0 && earlier.slice(first).some((one) => !one.includes(value));
}

/** A change that did not last: since it there are other values, which agree. */
function reversalIn(told: Values, all: readonly Values[]): Difference | null {
  const newest = all.slice(-WINDOW);
  const since = all.slice(0, -WINDOW);
  const [to] = newest;
  if (!to || since.length < GONE || !since.every((one) => isSame(one, told))) return null;
  const isOther = without(to, told).length === to.length && !isSame(to, told);
  return isOther && newest.every((one) => isSame(one, to))
    ? { from: [...told], to: [...to], since: WINDOW }
    : null;
}

/** Answers that have nothing in common with those before. */
function replacementIn(all: readonly Values[]): Difference | null {
  if (all.length < 2 * WINDOW) return null;
  const from = union(all.slice(0, -WINDOW));
  const to = union(all.slice(-WINDOW));
  const isOther = without(to, from).length === to.length && !isSame(from, to);
  return isOther ? { from, to, since: WINDOW } : null;
}
