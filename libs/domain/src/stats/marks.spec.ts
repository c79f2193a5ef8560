import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMark, countMarks, FAILED, GOOD, joinMarks, type Mark } from './marks.ts';

const UNIT_MS = 20_000;
const HOUR_MS = 3_600_000;

describe('marks of an hour', () => {
  it('count the slots from an instant on, whatever order they came in', () => {
    const anySlots = fc.uniqueArray(
      fc.record({
        unit: fc.integer({ min: 0, max: 179 }),
        within: fc.integer({ min: 0, max: UNIT_MS - 1 }),
        mark: fc.constantFrom<Mark>(GOOD, FAILED),
      }),
      { selector: ({ unit }) => unit },
    );
    fc.assert(
      fc.property(anySlots, fc.integer({ min: 0, max: 179 }), (slots, from) => {
        const marks = slots.reduce(
          (text, { unit, within, mark }) => addMark(text, unit * UNIT_MS + within, mark),
          '',
        );
        const later = slots.filter(({ unit }) => unit >= from);
        expect(countMarks(marks, from * UNIT_MS)).toEqual({
          good: later.filter(({ mark }) => mark === GOOD).length,
          failed: later.filter(({ mark }) => mark === FAILED).length,
        });
        expect(marks.length).toBeLessThanOrEqual(60);
      }),
    );
  });

  it('are those of both parts when an hour was written twice', () => {
    const first = addMark(addMark('', 0, GOOD), 60_000, FAILED);
    const second = addMark('', HOUR_MS - 1, GOOD);
    expect(countMarks(joinMarks(first, second), 0)).toEqual({ good: 2, failed: 1 });
    expect(countMarks(joinMarks(second, first), 60_000)).toEqual({ good: 1, failed: 1 });
  });
});
