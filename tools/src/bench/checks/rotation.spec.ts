import { nextSlot } from '@app/domain';
import { newId } from '@app/persistence';
import { describe, expect, it } from 'vitest';
import { beginOfTurn, intervalOf, isInTurn, notBefore, TURN_MS, WORK_MS } from './rotation.ts';

const rotation = { origin: new Date('2026-01-01T00:00:03Z'), loads: 2 };
const turnSeconds = TURN_MS / 1_000;

describe('intervalOf', () => {
  it('lets a load with two turns of work for each check come round as often', () => {
    expect(intervalOf(20, { loads: 1 })).toBe(2 * turnSeconds);
    expect(intervalOf(20, { loads: 2 })).toBe(4 * turnSeconds);
  });

  it('has one check in each turn at most', () => {
    expect(intervalOf(1, { loads: 1 })).toBe(turnSeconds);
  });
});

describe('isInTurn', () => {
  const intervalSeconds = intervalOf(20, rotation);
  const idIn = (load: number): string => {
    let id = newId();
    while (!isInTurn({ id, intervalSeconds }, load, rotation)) id = newId();
    return id;
  };

  it.each([0, 1])('takes ids whose every slot lies in the work of load %i', (load) => {
    const id = idIn(load);
    const turns = [0, 1, 2, 3].map((round) => beginOfTurn(round, load, rotation).getTime());
    let slot = nextSlot(id, intervalSeconds, rotation.origin);
    for (let times = 0; times < 2; times++) {
      expect(turns.some((begin) => begin < +slot && +slot < begin + WORK_MS)).toBe(true);
      slot = nextSlot(id, intervalSeconds, slot);
    }
  });

  it('gives no id to two loads', () => {
    expect(isInTurn({ id: idIn(0), intervalSeconds }, 1, rotation)).toBe(false);
  });
});

describe('beginOfTurn', () => {
  it('lets the loads take turns', () => {
    const begins = [beginOfTurn(0, 0, rotation), beginOfTurn(0, 1, rotation)];
    expect(begins).toEqual([rotation.origin, new Date(+rotation.origin + TURN_MS)]);
    expect(beginOfTurn(1, 0, rotation)).toEqual(new Date(+rotation.origin + 2 * TURN_MS));
  });
});

describe('notBefore', () => {
  it('lets a rotation begin by whole rounds later, and only if it must', () => {
    expect(notBefore(rotation.origin, rotation)).toEqual(rotation);
    const late = notBefore(new Date(+rotation.origin + 1), rotation);
    expect(late).toEqual({ ...rotation, origin: beginOfTurn(1, 0, rotation) });
  });
});
