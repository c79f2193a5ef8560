import { NO_PHASES, nextSlot, type Check } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { quantile } from '../../quantile.ts';
import { errorsOfBare, evaluate } from './evaluate.ts';

const ID = '65a1b2c3d4e5f6a700000001';
const FROM = new Date('2026-01-01T00:00:00Z');
const TO = new Date('2026-01-01T00:01:00Z');
const FIRST = nextSlot(ID, 20, FROM);
const slots = [0, 20, 40].map((seconds) => new Date(FIRST.getTime() + seconds * 1_000));

const check = (slot: Date, lateMs: number, latencyMs: number): Check => ({
  at: new Date(slot.getTime() + lateMs),
  slot,
  kind: 'http',
  origin: 'scheduled',
  confirmation: false,
  outcome: 'ok',
  statusCode: 200,
  latencyMs,
  phases: NO_PHASES,
  address: '127.0.0.1',
  attempts: 1,
  failure: null,
});
const plan = { intervalSeconds: 20, from: FROM, to: TO };
const recordedOf = (checks: Check[]) => [{ id: ID, number: 7, checks }];

describe('evaluate', () => {
  it('finds each slot of the time done, with its lateness and error', () => {
    const checks = slots.map((slot, i) => check(slot, i, 51));
    const found = evaluate(recordedOf(checks), { '7': [50, 50.5, 52] }, plan);
    expect(found).toEqual({
      due: 3,
      done: 3,
      twice: 0,
      lateness: [0, 1, 2],
      latencyErrors: [-1, 0.5, 1],
      notOk: 0,
    });
  });

  it('sees a slot that was left out and a request too many', () => {
    const found = evaluate(recordedOf([check(slots[0]!, 3, 51)]), { '7': [50, 50] }, plan);
    expect(found).toMatchObject({ due: 3, done: 1, twice: 1, latencyErrors: [] });
  });
});

describe('quantile', () => {
  it('takes the value of a share', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(3);
    expect(quantile([1, 2, 3, 4], 1)).toBe(4);
    expect(quantile([], 0.5)).toBeNaN();
  });
});

describe('errorsOfBare', () => {
  it('compares each request with its answer', () => {
    const latencies = { 'bare-0': 51, 'bare-1': 50 };
    const answers = { 'bare-0': [50.5], 'bare-1': [50], 'bare-2': [50] };
    expect(errorsOfBare({ latencies }, answers)).toEqual([0, 0.5]);
  });
});
