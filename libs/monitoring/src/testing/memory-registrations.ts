import { newRegistration, type RegistrationChanges, type RegistrationRecord } from '@app/domain';
import type { RegistrationStore } from '../ports/registrations.ts';

const endOf = ({ registration }: RegistrationRecord): number => Number(registration.expiresAt);

/** Registrations in memory, with the promises of the real store. */
export class MemoryRegistrations {
  readonly records = new Map<string, RegistrationRecord>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  readonly store = {
    watch: async (domain, dueAt) => {
      const known = this.records.get(domain);
      if (known) this.#put({ ...known, dueAt: known.dueAt ?? dueAt, version: known.version + 1 });
      else this.#put(this.#watched(domain, dueAt));
    },
    get: async (domain) => this.records.get(domain) ?? null,
    getMany: async (domains) => domains.flatMap((domain) => this.records.get(domain) ?? []),
    change: async (domain, version, change) => {
      const known = this.records.get(domain);
      if (known?.version !== version) return false;
      this.#apply(known, change);
      return true;
    },
    claim: async ({ now, limit, lease }) => {
      const due = [...this.records.values()]
        .filter((one) => one.dueAt && one.dueAt <= now && !(one.lease && one.lease.until > now))
        .sort((a, b) => Number(a.dueAt) - Number(b.dueAt) || endOf(a) - endOf(b))
        .slice(0, limit)
        .map((one) => ({ ...one, lease }));
      for (const one of due) this.#put(one);
      return due;
    },
    release: async (tokens) => {
      for (const one of this.records.values()) {
        if (one.lease && tokens.includes(one.lease.token)) this.#put({ ...one, lease: null });
      }
    },
    withIntents: async (changedBefore, limit, except = []) =>
      [...this.records.values()]
        .filter(({ intents, updatedAt }) => intents.length > 0 && updatedAt < changedBefore)
        .filter(({ registration }) => !except.includes(registration.domain))
        .slice(0, limit),
    dropIntent: async (domain, intentId) => {
      const known = this.records.get(domain);
      if (!known) return;
      this.#put({ ...known, intents: known.intents.filter(({ id }) => id !== intentId) });
    },
    crowdAt: async (server, expiresAt) => {
      const crowd = [...this.records.values()].filter(
        (one) => one.dueAt && one.registration.server === server,
      );
      const nearer = crowd.filter((one) => {
        const end = one.registration.expiresAt;
        return end && expiresAt && end < expiresAt;
      });
      return { domains: crowd.length, nearer: expiresAt ? nearer.length : crowd.length };
    },
    changedSince: async (since, limit) =>
      [...this.records.values()]
        .filter(({ updatedAt }) => updatedAt >= since)
        .sort((a, b) => Number(a.updatedAt) - Number(b.updatedAt))
        .slice(0, limit)
        .map(({ registration }) => registration.domain),
    expiring: async ({ after, limit }) =>
      [...this.records.values()]
        .flatMap((record) => {
          const { expiresAt, domain } = record.registration;
          return record.dueAt && expiresAt
            ? [{ record, key: `${expiresAt.toISOString()} ${domain}` }]
            : [];
        })
        .filter(({ key }) => !after || key > `${after.expiresAt.toISOString()} ${after.id}`)
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .slice(0, limit)
        .map(({ record }) => record),
  } satisfies RegistrationStore;

  #watched(domain: string, dueAt: Date): RegistrationRecord {
    const now = this.#now();
    return {
      registration: newRegistration(domain),
      createdAt: now,
      updatedAt: now,
      version: 1,
      dueAt,
      lease: null,
      refreshedAt: null,
      changes: [],
      warning: null,
      troubleAlertId: null,
      intents: [],
    };
  }

  #apply(known: RegistrationRecord, { intents = [], ...change }: RegistrationChanges): void {
    const version = known.version + 1;
    this.#put({ ...known, ...change, version, intents: [...known.intents, ...intents] });
  }

  #put(record: RegistrationRecord): void {
    this.records.set(record.registration.domain, { ...record, updatedAt: this.#now() });
  }
}
