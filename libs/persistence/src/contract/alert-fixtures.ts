import type { AlertRecord, PendingNotification } from '@app/domain';
import { expect } from 'vitest';
import type { Context } from './context.ts';
import { at } from './fixtures.ts';

export async function insertAlerts(
  context: Context,
  alerts: readonly AlertRecord[],
): Promise<void> {
  for (const one of alerts) expect(await context().stores.alerts.insert(one)).toBe('inserted');
}

export const resolvedAt = (instant: Date): Partial<AlertRecord> => ({
  state: 'resolved',
  resolvedAt: instant,
  resolution: 'recovered',
  endedAt: instant,
  ending: 'recovered',
});

export const BY = { kind: 'person', address: '192.0.2.1' } as const;
export const taken = (instant: Date, note: string | null = null, until: Date | null = null) => ({
  at: instant,
  note,
  by: BY,
  until,
});
export const letGo = (instant: Date, news: PendingNotification | null = null) => ({
  at: instant,
  by: BY,
  announcement: news,
});
export const told = { followUp: { reminders: 0, level: 0 }, dueAt: null };

export const announcement = (key: string, seconds = 0): PendingNotification => ({
  key,
  event: key === 'opened' ? 'opened' : key === 'resolved' ? 'resolved' : 'reminder',
  at: at(seconds),
});
