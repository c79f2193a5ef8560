import type { ClaimedTarget } from '@app/domain';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SlotTimer } from './slot-timer.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const claimedAt = (ms: number): ClaimedTarget =>
  ({ slot: new Date(NOW.getTime() + ms) }) as ClaimedTarget;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['performance', 'setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Milliseconds after `NOW` at which each check was started. */
function start() {
  const startedAt = new Map<ClaimedTarget, number>();
  const slots = new SlotTimer((one) => startedAt.set(one, Date.now() - NOW.getTime()));
  return { slots, startedAt };
}

describe('the timer of slots', () => {
  it('starts each check at its slot or a step later, in order, whatever came first', () => {
    const { slots, startedAt } = start();
    const checks = [70, 300, 72, 20, 71].map(claimedAt);
    slots.add(checks.slice(0, 2), NOW);
    slots.add(checks.slice(2), NOW);
    vi.advanceTimersByTime(1_000);
    const started = [...startedAt].map(([{ slot }, at]) => [slot.getTime() - NOW.getTime(), at]);
    expect(started.map(([slot]) => slot)).toEqual([20, 70, 71, 72, 300]);
    for (const [slot = 0, at = 0] of started) {
      expect(at).toBeGreaterThanOrEqual(slot);
      expect(at).toBeLessThanOrEqual(slot + 6);
    }
    expect(slots.waiting).toBe(0);
  });

  it('starts at once what is due already', () => {
    const { slots, startedAt } = start();
    const late = claimedAt(-40);
    slots.add([claimedAt(500), late], NOW);
    expect([...startedAt.keys()]).toEqual([late]);
    expect(slots.waiting).toBe(1);
  });

  it('does not mind a clock that is set', () => {
    const { slots, startedAt } = start();
    slots.add([claimedAt(100)], NOW);
    vi.setSystemTime(NOW.getTime() - 3_600_000);
    vi.advanceTimersByTime(110);
    expect(startedAt.size).toBe(1);
  });

  it('gives back what waits when it stops', () => {
    const { slots, startedAt } = start();
    const checks = [claimedAt(10), claimedAt(20)];
    slots.add(checks, NOW);
    expect(new Set(slots.stop())).toEqual(new Set(checks));
    vi.advanceTimersByTime(1_000);
    expect(startedAt.size).toBe(0);
  });
});
