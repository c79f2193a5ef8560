import { AppError, type DeliveryRecord, type Lease } from '@app/domain';
import { FALLBACK_AFTER_MS } from '@app/domain/lanes';
import type { DeliveryStore } from '../ports/deliveries.ts';
import { isFreeAt } from './memory-lease.ts';

const KEPT_ATTEMPTS = 40;

const timeOf = (at: Date | null | undefined): number => at?.getTime() ?? 0;
const byDue = (a: DeliveryRecord, b: DeliveryRecord): number =>
  timeOf(a.nextAttemptAt) - timeOf(b.nextAttemptAt) || timeOf(a.createdAt) - timeOf(b.createdAt);
const byAge = (a: DeliveryRecord, b: DeliveryRecord): number =>
  timeOf(a.createdAt) - timeOf(b.createdAt) || (a.id < b.id ? -1 : 1);
const isDueAt = ({ nextAttemptAt }: DeliveryRecord, now: Date): boolean =>
  nextAttemptAt !== null && nextAttemptAt <= now;

const standInAt = (dueAt: Date): Date => new Date(dueAt.getTime() + FALLBACK_AFTER_MS);

type Change = Partial<DeliveryRecord> | ((one: DeliveryRecord) => DeliveryRecord);

/** Deliveries in memory, with the promises of the real store: each method is one write. */
export class MemoryDeliveries {
  readonly records = new Map<string, DeliveryRecord>();
  readonly leases = new Map<string, Lease>();
  readonly #keys = new Map<string, string>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Stores deliveries; those whose key is there are left out. */
  add(deliveries: readonly DeliveryRecord[]): void {
    for (const one of deliveries) {
      if (this.#keys.has(one.idempotencyKey)) continue;
      this.#keys.set(one.idempotencyKey, one.id);
      this.records.set(one.id, one);
    }
  }

  readonly store = {
    insert: async (deliveries) => {
      this.add(deliveries);
    },
    get: async (id) => this.records.get(id) ?? null,
    ofAlert: async (alertId) => this.#where((one) => one.alertId === alertId).sort(byAge),
    list: async ({ state, alertId, cursor, limit }) => {
      const all = this.#where(
        (one) => (!state || one.state === state) && (!alertId || one.alertId === alertId),
      ).sort((a, b) => byAge(b, a));
      const items = all.slice(this.#placeAfter(all, cursor));
      const page = items.slice(0, limit);
      return { items: page, nextCursor: items.length > limit ? (page.at(-1)?.id ?? null) : null };
    },
    getMany: async (ids) => ids.flatMap((id) => this.records.get(id) ?? []),
    ofAlerts: async (alertIds, channelId) => {
      const wanted = new Set(alertIds);
      return this.#where((one) => wanted.has(one.alertId) && one.channelId === channelId).sort(
        byAge,
      );
    },
    dueOnLane: async (channelId, now, limit) =>
      this.#pendingOn(channelId)
        .filter((one) => isDueAt(one, now) && this.#isFree(one.id, now))
        .slice(0, limit),
    pendingOnLane: async (channelId, limit) => this.#pendingOn(channelId).slice(0, limit),
    laterOnLane: async (channelId, after, limit) =>
      this.#pendingOn(channelId)
        .filter(({ nextAttemptAt }) => nextAttemptAt !== null && nextAttemptAt > after)
        .slice(0, limit),
    nextOnLane: async (channelId, after) =>
      this.#pendingOn(channelId).find(({ nextAttemptAt }) => nextAttemptAt && nextAttemptAt > after)
        ?.nextAttemptAt ?? null,
    lanesDue: async (channelIds, at) =>
      channelIds.filter((channelId) =>
        this.#pendingOn(channelId).some((one) => isDueAt(one, at) && this.#isFree(one.id, at)),
      ),
    hold: async (ids, now, lease) => {
      for (const { id, state } of this.#known(ids)) {
        if (state === 'pending' && this.#isFree(id, now)) this.leases.set(id, lease);
      }
      return ids.filter((id) => this.leases.get(id)?.token === lease.token);
    },
    prolong: async (ids, lease) => {
      for (const id of ids) {
        if (this.leases.get(id)?.token === lease.token) this.leases.set(id, lease);
      }
    },
    settle: async (ids, token, { attempt, ...next }) =>
      this.#change(
        this.#known(ids).filter(
          ({ id, state }) =>
            state === 'pending' && (token === null || this.leases.get(id)?.token === token),
        ),
        (one) => ({
          ...one,
          ...next,
          attempts: [...one.attempts, attempt].slice(-KEPT_ATTEMPTS),
        }),
      ),
    drop: async (ids, because, from) =>
      this.#change(
        this.#known(ids).filter(({ state }) =>
          from ? state === from : state === 'pending' || state === 'dead',
        ),
        { state: 'dropped', because, nextAttemptAt: null },
      ),
    postpone: async (id, until) => {
      const one = this.records.get(id);
      if (one?.state !== 'pending' || !this.#isFree(id, this.#now())) return;
      this.records.set(id, { ...one, nextAttemptAt: until });
    },
    redate: async (id, dueAt, fallbackAt) => {
      const one = this.records.get(id);
      if (one?.state !== 'pending' || !this.#isFree(id, this.#now())) return;
      this.records.set(id, { ...one, nextAttemptAt: dueAt, ...(fallbackAt && { fallbackAt }) });
    },
    fallbackDue: async (now, limit, except = []) =>
      this.#where(
        ({ id, state, fallbackAt }) =>
          state === 'pending' && !!fallbackAt && fallbackAt <= now && !except.includes(id),
      )
        .sort((a, b) => timeOf(a.fallbackAt) - timeOf(b.fallbackAt))
        .slice(0, limit),
    nextFallback: async (except = []) =>
      this.#where(
        ({ id, state, fallbackAt }) => state === 'pending' && !!fallbackAt && !except.includes(id),
      )
        .map(({ fallbackAt }) => fallbackAt ?? null)
        .sort((a, b) => timeOf(a) - timeOf(b))[0] ?? null,
    fallbackDone: async (ids) => {
      for (const { fallbackAt: _, ...one } of this.#known(ids)) this.records.set(one.id, one);
    },
    repairFutureTimes: async (after, now) => {
      const mended = this.#change(
        this.#where(
          ({ state, nextAttemptAt, updatedAt }) =>
            state === 'pending' && timeOf(nextAttemptAt) > after.getTime() && updatedAt > after,
        ),
        { nextAttemptAt: now },
        { keepsLease: true },
      );
      for (const one of this.#where((pending) => isDueAt(pending, after))) {
        if (one.state !== 'pending' || timeOf(one.fallbackAt) <= standInAt(after).getTime())
          continue;
        this.records.set(one.id, { ...one, fallbackAt: standInAt(now) });
      }
      return mended;
    },
    redrive: async (id, now, fallbackAt) => {
      const known = this.records.get(id);
      if (!known || !['dead', 'dismissed', 'dropped'].includes(known.state)) return null;
      this.#change([known], ({ because: _, form: __, fallbackAt: ___, ...one }) => ({
        ...one,
        ...{ state: 'pending', nextAttemptAt: now, redrivenAt: now },
        ...(fallbackAt && { fallbackAt }),
      }));
      return this.records.get(id) ?? null;
    },
    dismiss: async (which) => {
      const dead = this.#where(
        (one) =>
          one.state === 'dead' &&
          ('ids' in which ? which.ids.includes(one.id) : one.channelId === which.channelId),
      );
      this.#change(dead, { state: 'dismissed' });
      return dead.map(({ alertId }) => alertId);
    },
    lastDelivered: async ({ channelId, recipient }, since) =>
      this.#where(
        (one) =>
          one.channelId === channelId &&
          one.state === 'sent' &&
          one.createdAt >= since &&
          (recipient === null || one.recipient === recipient),
      )
        .sort(byAge)
        .at(-1)?.createdAt ?? null,
    countDead: async (channelIds) =>
      this.#where(
        ({ state, channelId }) =>
          state === 'dead' && channelId !== null && channelIds.includes(channelId),
      ).length,
    removeBefore: async (at, limit) => {
      const old = this.#where(({ state, createdAt }) => state !== 'pending' && createdAt < at);
      for (const one of old.slice(0, limit)) {
        this.records.delete(one.id);
        this.#keys.delete(one.idempotencyKey);
      }
      return Math.min(old.length, limit);
    },
  } satisfies DeliveryStore;

  #where(isWanted: (one: DeliveryRecord) => boolean): DeliveryRecord[] {
    return [...this.records.values()].filter(isWanted);
  }

  #known(ids: readonly string[]): DeliveryRecord[] {
    return ids.flatMap((id) => this.records.get(id) ?? []);
  }

  #pendingOn(channelId: string | null): DeliveryRecord[] {
    return this.#where((one) => one.channelId === channelId && one.state === 'pending').sort(byDue);
  }

  #isFree(id: string, now: Date): boolean {
    return isFreeAt(this.leases.get(id), now);
  }

  #change(
    which: readonly DeliveryRecord[],
    change: Change,
    { keepsLease = false }: { keepsLease?: boolean } = {},
  ): number {
    for (const one of which) {
      const changed = typeof change === 'function' ? change(one) : { ...one, ...change };
      this.records.set(one.id, { ...changed, updatedAt: this.#now() });
      if (!keepsLease) this.leases.delete(one.id);
    }
    return which.length;
  }

  #placeAfter(all: readonly DeliveryRecord[], cursor: string | undefined): number {
    if (cursor === undefined) return 0;
    const place = all.findIndex(({ id }) => id === cursor);
    if (place < 0) throw new AppError('invalid', 'This cursor is not known.');
    return place + 1;
  }
}
