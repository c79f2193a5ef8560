import { describe, expect, it } from 'vitest';
import { MemoryRegistrations } from '../testing/memory-registrations.ts';
import { rescheduleLookups } from './reschedule-waits.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000);
const DAY = 86_400;
const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

describe('lookups of domains, after the clock was set back', () => {
  /** Registrations that were written at one instant and are due at another; answers when they are due afterwards. */
  async function mend(writtenAt: Date, dueAt: Date) {
    let now = writtenAt;
    const registrations = new MemoryRegistrations(() => now);
    await registrations.store.watch('shop.example', dueAt);
    now = NOW;
    const count = await rescheduleLookups({ registrations: registrations.store, log }, NOW, 100);
    return { count, dueAt: registrations.records.get('shop.example')?.dueAt };
  }

  it('are due now', async () => {
    expect(await mend(after(365 * DAY), after(366 * DAY))).toEqual({ count: 1, dueAt: NOW });
  });

  it('that are overdue anyway stay so', async () => {
    expect(await mend(after(DAY), after(-5))).toEqual({ count: 1, dueAt: after(-5) });
  });

  it('of our time are left alone, also of a clock that is a little ahead', async () => {
    expect(await mend(after(25), after(DAY))).toEqual({ count: 0, dueAt: after(DAY) });
  });
});
