import { describe, expect, it } from 'vitest';
import type { DeliveryRecord, Lease } from '@app/domain';
import type { DeliveryStore } from '../ports/deliveries.ts';
import { MemoryRegistrations } from '../testing/memory-registrations.ts';
import { rescheduleLookups, rescheduleRetries } from './reschedule-waits.ts';

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

describe('deliveries, after the clock was set back', () => {
  /** Offers one pending delivery, held by somebody else or not; answers the time of its next attempt. */
  async function mend(writtenAt: Date, attemptAt: Date, { isHeld = false } = {}) {
    const delivery = { id: 'd', updatedAt: writtenAt, nextAttemptAt: attemptAt } as DeliveryRecord;
    let planned: Date | null = attemptAt;
    let token: string | null = null;
    const deliveries: Pick<DeliveryStore, 'list' | 'claim' | 'complete'> = {
      list: async () => ({ items: [delivery], nextCursor: null }),
      claim: async (_id: string, now: Date, lease: Lease) => {
        if (isHeld || now < attemptAt) return null;
        token = lease.token;
        return delivery;
      },
      complete: async (_id, by, change) => {
        if (by !== token || change.state !== 'pending') return false;
        planned = change.nextAttemptAt;
        return true;
      },
    };
    const ports = { deliveries: deliveries as DeliveryStore, newId: () => 't', log };
    return { count: await rescheduleRetries(ports, NOW, 100), attemptAt: planned };
  }

  it('are tried now', async () => {
    expect(await mend(after(DAY), after(DAY + 900))).toEqual({ count: 1, attemptAt: NOW });
  });

  it('wait as long as a provider asked for when they are of our time', async () => {
    expect(await mend(after(0), after(DAY))).toEqual({ count: 0, attemptAt: after(DAY) });
  });

  it('that are under way are left to whoever holds them', async () => {
    const attemptAt = after(DAY + 900);
    expect(await mend(after(DAY), attemptAt, { isHeld: true })).toEqual({ count: 0, attemptAt });
  });
});
