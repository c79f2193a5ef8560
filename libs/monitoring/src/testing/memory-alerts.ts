import {
  AppError,
  type AlertRecord,
  maxPlausibleTime,
  type PendingNotification,
} from '@app/domain';
import type { AlertStore } from '../ports/alerts.ts';

/** Alerts in memory, with the promises of the real store: each method is one write. */
export class MemoryAlerts {
  readonly records = new Map<string, AlertRecord>();
  readonly store: AlertStore;
  /** Ids under which nothing is stored any more. */
  readonly #precluded = new Set<string>();

  constructor(now: () => Date) {
    const change = (id: string, decide: (alert: AlertRecord) => AlertRecord | null) =>
      Promise.resolve(this.change(id, decide, now()));
    const all = (): AlertRecord[] => [...this.records.values()];
    const outagesOf = (
      targetIds: readonly string[],
      { from, to }: { from: Date; to: Date },
    ): AlertRecord[] =>
      all().filter(
        ({ subject, kind, since, endedAt }) =>
          targetIds.includes(subject) &&
          kind === 'down' &&
          since < to &&
          (endedAt === null || endedAt > from),
      );
    this.store = {
      insert: (alert) => {
        if (this.#isTaken(alert.id)) return Promise.resolve('exists');
        if (alert.state === 'open' && this.#isOpen(alert)) return Promise.resolve('other-open');
        this.records.set(alert.id, { ...alert, linkSecret: alert.linkSecret ?? this.#secret() });
        return Promise.resolve('inserted');
      },
      preclude: async (id) => {
        if (this.records.has(id)) return false;
        this.#precluded.add(id);
        return true;
      },
      isTaken: (id) => Promise.resolve(this.#isTaken(id)),
      get: (id) => Promise.resolve(this.records.get(id) ?? null),
      getMany: (ids) => Promise.resolve(ids.flatMap((id) => this.records.get(id) ?? [])),
      list: async ({ state, kind, subjects, cursor, limit }) => {
        const found = all()
          .filter(
            (alert) =>
              (!state || alert.state === state) &&
              (!kind || alert.kind === kind) &&
              (!subjects || subjects.includes(alert.subject)),
          )
          .toSorted(byPlace);
        const last = cursor === undefined ? -1 : found.findIndex(({ id }) => id === cursor);
        if (cursor !== undefined && last < 0) throw new AppError('invalid', 'No such cursor.');
        const items = found.slice(last + 1, last + 1 + limit);
        const hasMore = found.length > last + 1 + limit;
        return { items, nextCursor: hasMore ? (items.at(-1)?.id ?? null) : null };
      },
      countOpen: (subjects) =>
        Promise.resolve(
          new Map(
            subjects.flatMap((subject): [string, number][] => {
              const count = this.open().filter((alert) => alert.subject === subject).length;
              return count > 0 ? [[subject, count]] : [];
            }),
          ),
        ),
      latest: (subject, kind) =>
        Promise.resolve(
          all()
            .filter((alert) => alert.subject === subject && alert.kind === kind)
            .toSorted(byPlace)[0] ?? null,
        ),
      acknowledge: (id, { at, note, by, until }) =>
        change(id, (alert) =>
          alert.state === 'open'
            ? {
                ...alert,
                state: 'resolved',
                resolution: 'acknowledged',
                resolvedAt: at,
                acknowledgedAt: at,
                acknowledgedNote: note,
                acknowledgedBy: by,
                acknowledgements: [
                  ...(alert.acknowledgements ?? []),
                  { is: 'acknowledged', at, by, note, until },
                ],
                ...(until && { acknowledgedUntil: until }),
                dueAt: at,
              }
            : null,
        ),
      unacknowledge: (id, { at, by, announcement }) =>
        change(id, ({ acknowledgedBy: _, acknowledgedUntil: __, ...alert }) =>
          alert.resolution === 'acknowledged' &&
          alert.state === 'resolved' &&
          alert.endedAt === null &&
          !this.#isOpen(alert)
            ? {
                ...withNews(alert, announcement),
                state: 'open',
                resolution: null,
                resolvedAt: null,
                acknowledgedAt: null,
                acknowledgedNote: null,
                acknowledgements: [...(alert.acknowledgements ?? []), { is: 'withdrawn', at, by }],
                dueAt: at,
              }
            : null,
        ),
      end: (id, { at, ending, announcement, seenChanges }) =>
        change(id, ({ dueAt: _, ...alert }) => {
          if (alert.endedAt) return null;
          if (seenChanges !== undefined && alert.flapping?.changes !== seenChanges) return null;
          const resolved = { state: 'resolved', resolution: ending, resolvedAt: at } as const;
          return {
            ...withNews(alert, announcement),
            ...(alert.state === 'open' ? resolved : {}),
            endedAt: at,
            ending,
          };
        }),
      escalate: (id, { announcement, ...said }) =>
        change(id, (alert) => {
          if (alert.state !== 'open') return null;
          const isKnown = alert.announcements.some(({ key }) => key === announcement.key);
          return { ...withNews(alert, isKnown ? null : announcement), ...said };
        }),
      restate: (id, seenAt, { severity, cause, troubles, announcement }) =>
        change(id, (alert) => {
          if (alert.endedAt || alert.updatedAt.getTime() !== seenAt.getTime()) return null;
          if (alert.state !== 'open') return { ...alert, troubles };
          return { ...withNews(alert, announcement), severity, cause, troubles };
        }),
      announce: async (id, news) => {
        await change(id, (alert) =>
          alert.announcements.some(({ key }) => key === news.key) ? null : withNews(alert, news),
        );
      },
      withAnnouncements: (before, limit, except = []) =>
        Promise.resolve(
          all()
            .filter(({ id, announcements }) => announcements.length > 0 && !except.includes(id))
            .filter(({ updatedAt }) => updatedAt < before || updatedAt > maxPlausibleTime(before))
            .slice(0, limit),
        ),
      planned: async (id, key, { followUp, dueAt }) => {
        await change(id, (alert) => {
          if (!alert.announcements.some((one) => one.key === key)) return null;
          const announcements = alert.announcements.filter((one) => one.key !== key);
          const due = earlier(alert.dueAt, dueAt);
          return { ...alert, announcements, followUp, ...(due && { dueAt: due }) };
        });
      },
      due: (at, limit, except = []) =>
        Promise.resolve(
          all()
            .filter(({ id, dueAt }) => dueAt && dueAt <= at && !except.includes(id))
            .toSorted((a, b) => Number(a.dueAt) - Number(b.dueAt))
            .slice(0, limit),
        ),
      follow: (id, seenDueAt, { followUp, notifications, dueAt, settledSince }) =>
        change(id, ({ dueAt: known, flapping, ...alert }) =>
          (known?.getTime() ?? null) === (seenDueAt?.getTime() ?? null)
            ? {
                ...alert,
                ...(followUp && { followUp }),
                ...(dueAt && { dueAt }),
                ...(flapping && !settledSince && { flapping }),
                ...(settledSince && { since: settledSince }),
                announcements: [...alert.announcements, ...notifications],
              }
            : null,
        ),
      flap: (id, seenChanges, { flapping, outageIds }) =>
        change(id, (alert) =>
          alert.endedAt === null && alert.flapping?.changes === seenChanges
            ? { ...alert, flapping, outageIds, dueAt: flapping.changedAt }
            : null,
        ),
      lookAgain: async (at, subjects) => {
        for (const { id, dueAt, followUp, state, subject } of all()) {
          const isMeant = dueAt ? dueAt > at : state === 'open' && followUp;
          if (!isMeant || (subjects && !subjects.includes(subject))) continue;
          await change(id, (alert) => ({ ...alert, dueAt: at }));
        }
      },
      nameBehind: async (id, target, max) => {
        await change(id, (alert) => {
          const behind = alert.behind ?? [];
          const isKnown = behind.some((one) => one.id === target.id);
          return isKnown || behind.length >= max ? null : { ...alert, behind: [...behind, target] };
        });
      },
      repairFutureTimes: async (after, at) => {
        const ahead = all().filter(({ updatedAt }) => updatedAt > after);
        for (const one of ahead) this.records.set(one.id, { ...one, ...timesUpTo(one, at) });
        return ahead.length;
      },
      removeBefore: async (at, limit) => {
        const old = all().filter(
          ({ state, openedAt, endedAt }) =>
            state === 'resolved' && openedAt < at && endedAt !== null && endedAt < at,
        );
        for (const { id } of old.slice(0, limit)) this.records.delete(id);
        return Math.min(old.length, limit);
      },
      outages: async (targetId, range) => outagesOf([targetId], range),
      outagesOf: async (targetIds, range) => outagesOf(targetIds, range),
      changedSince: async (since, limit) =>
        all()
          .filter(({ updatedAt }) => updatedAt >= since)
          .toSorted((a, b) => a.updatedAt.getTime() - b.updatedAt.getTime())
          .slice(0, limit),
    };
  }

  #isTaken(id: string): boolean {
    return this.records.has(id) || this.#precluded.has(id);
  }

  /** A person takes an alert on. */
  acknowledge(id: string, at: Date): void {
    this.change(
      id,
      (alert) => ({
        ...alert,
        state: 'resolved',
        resolution: 'acknowledged',
        resolvedAt: at,
        acknowledgedAt: at,
      }),
      at,
    );
  }

  open(): AlertRecord[] {
    return [...this.records.values()].filter(({ state }) => state === 'open');
  }

  change(
    id: string,
    decide: (alert: AlertRecord) => AlertRecord | null,
    updatedAt: Date,
  ): AlertRecord | null {
    const known = this.records.get(id);
    const changed = known ? decide(known) : null;
    if (!changed) return null;
    // It never goes back, as in the real store.
    const stored = { ...changed, updatedAt: later(changed.updatedAt, updatedAt) };
    this.records.set(id, stored);
    return stored;
  }

  #secret(): string {
    return (this.records.size + 1).toString(16).padStart(32, '0');
  }

  #isOpen({ subject, kind }: AlertRecord): boolean {
    return this.open().some((one) => one.subject === subject && one.kind === kind);
  }
}

const withNews = (alert: AlertRecord, news: PendingNotification | null): AlertRecord =>
  news ? { ...alert, announcements: [...alert.announcements, news] } : alert;

const earlier = (a: Date | undefined, b: Date | null): Date | null =>
  a && b ? (a < b ? a : b) : (a ?? b);

const later = (a: Date, b: Date): Date => (a > b ? a : b);

/** Times of an alert that a clock which was ahead has left, as they are by then. */
function timesUpTo(alert: AlertRecord, now: Date): Partial<AlertRecord> {
  const upTo = (at: Date | null): Date | null => (at && at > now ? now : at);
  return {
    openedAt: upTo(alert.openedAt) ?? now,
    since: upTo(alert.since) ?? now,
    updatedAt: upTo(alert.updatedAt) ?? now,
    resolvedAt: upTo(alert.resolvedAt),
    acknowledgedAt: upTo(alert.acknowledgedAt),
    endedAt: upTo(alert.endedAt),
    ...(alert.dueAt && { dueAt: upTo(alert.dueAt) ?? now }),
  };
}

/** Open ones first, then the newest. */
const byPlace = (a: AlertRecord, b: AlertRecord): number =>
  Number(a.state === 'resolved') - Number(b.state === 'resolved') ||
  b.openedAt.getTime() - a.openedAt.getTime() ||
  (a.id < b.id ? 1 : -1);
