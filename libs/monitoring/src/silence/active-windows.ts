import type { ActiveWindow, MaintenanceRecord, Stretch, WeeklyHours } from '@app/domain/alerting';

/** The calendar is read by those who need it: most have neither weekly windows nor quiet hours. */
export async function stretchAt(hours: WeeklyHours, now: Date): Promise<Stretch | null> {
  const { currentStretch } = await import('@app/domain/zones');
  return currentStretch(hours, now);
}

/** The time of a window that goes on at an instant; null outside of all. */
export async function timeNow(
  { once, weekly, timeZone }: Pick<MaintenanceRecord, 'once' | 'weekly' | 'timeZone'>,
  now: Date,
): Promise<Stretch | null> {
  if (once) return once.from <= now && now < once.to ? once : null;
  return weekly ? await stretchAt({ ...weekly, timeZone }, now) : null;
}

/** When a window is over, while it goes on; else null. */
export const activeUntil = async (
  window: Pick<MaintenanceRecord, 'once' | 'weekly' | 'timeZone'>,
  now: Date,
): Promise<Date | null> => (await timeNow(window, now))?.to ?? null;

/** How often it is said when a window begins next. */
const TIMES_SHOWN = 3;

/** When a window begins next, after an instant; nothing for one that is over. */
export async function nextTimes(
  { once, weekly, timeZone }: Pick<MaintenanceRecord, 'once' | 'weekly' | 'timeZone'>,
  now: Date,
): Promise<Stretch[]> {
  if (once) return once.from > now ? [once] : [];
  if (!weekly) return [];
  const { nextStretches } = await import('@app/domain/zones');
  return nextStretches({ ...weekly, timeZone }, now, TIMES_SHOWN);
}

/** The windows that go on at an instant. */
export async function activeWindows(
  windows: readonly MaintenanceRecord[],
  now: Date,
): Promise<ActiveWindow[]> {
  const found = await Promise.all(
    windows.map(async ({ id, name, targetIds, tags, ...when }) => {
      const until = await activeUntil(when, now);
      return until ? [{ id, name, targetIds, tags, until }] : [];
    }),
  );
  return found.flat();
}
