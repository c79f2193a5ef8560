import type { MessageTarget, TargetChange, TargetOnDomain, TargetRecord } from '@app/domain';
import type { TargetStore } from '../ports/targets.ts';

/** Ties stay in the order in which they were stored. */
const byAge = (a: TargetRecord, b: TargetRecord): number =>
  a.createdAt.getTime() - b.createdAt.getTime();

const asNamed = ({ id, url, name, tags }: TargetRecord): Omit<MessageTarget, 'status'> => ({
  id,
  url,
  name,
  tags,
});

const asOnDomain = ({
  id,
  url,
  name,
  tags,
  thresholds,
  alerting,
  dnsWatch,
  createdAt,
  state,
}: TargetRecord): TargetOnDomain => ({
  id,
  url,
  name,
  tags,
  thresholds,
  alerting,
  dnsWatch,
  createdAt,
  state,
});

/** Targets in memory, with the promises of the real store, as far as their domains are concerned. */
export class MemoryTargets {
  readonly records = new Map<string, TargetRecord>();
  /** Ids of targets that were stored before registrations were watched. */
  readonly undecided = new Set<string>();

  readonly store = {
    insert: async (target) => {
      this.records.set(target.id, target);
      return { conflictWith: null };
    },
    get: async (id) => this.#visible(id),
    getMany: async (ids) => ids.flatMap((id) => this.#visible(id) ?? []),
    named: async (ids) =>
      ids.flatMap((id): MessageTarget[] => {
        const target = this.#visible(id);
        return target ? [{ ...asNamed(target), status: target.state.status }] : [];
      }),
    namingChannel: async (channelId) =>
      [...this.records.values()].filter(
        ({ removedAt, alerting }) =>
          !removedAt &&
          [alerting.channelIds, ...(alerting.escalation ?? []).map((step) => step.channelIds)].some(
            (ids) => ids?.includes(channelId),
          ),
      ),
    change: async (id, version, { intents = [], ...change }: TargetChange) => {
      const target = this.#visible(id);
      if (target?.version !== version) return false;
      if (change.domain !== undefined) this.undecided.delete(id);
      this.records.set(id, {
        ...target,
        ...change,
        version: version + 1,
        intents: [...target.intents, ...intents],
      });
      return true;
    },
    onDomain: async (domain) => this.#checked(domain).map(asOnDomain),
    onDomains: async (domains) =>
      new Map(
        domains
          .map((domain): [string, TargetOnDomain[]] => [
            domain,
            this.#checked(domain).map(asOnDomain),
          ])
          .filter(([, targets]) => targets.length > 0),
      ),
    idsOnDomains: async (domains, limit) =>
      domains
        .toSorted()
        .flatMap((domain) => this.#all(domain).sort(byAge))
        .map(({ id }) => id)
        .slice(0, limit),
    countOnDomains: async (domains) =>
      new Map(
        domains
          .map((domain): [string, number] => [domain, this.#all(domain).length])
          .filter(([, count]) => count > 0),
      ),
    withoutDomain: async (limit) => [...this.undecided].slice(0, limit),
    withIntents: async () => [...this.records.values()].filter(({ intents }) => intents.length > 0),
    dropIntent: async (id, intentId) => {
      const target = this.records.get(id);
      if (!target) return;
      const intents = target.intents.filter((intent) => intent.id !== intentId);
      this.records.set(id, { ...target, intents });
    },
    findByUrlKey: async (urlKey): Promise<string | null> =>
      [...this.records.values()].find((one) => one.urlKey === urlKey && !one.removedAt)?.id ?? null,
    overdueUrgent: async () => [],
    stale: async () => [],
    countBlind: async () => new Map(),
    countChecked: async () => this.records.size,
    recheckBlind: async () => [],
    changedSince: async (since) =>
      [...this.records.values()].filter(({ updatedAt }) => updatedAt >= since).map(({ id }) => id),
    expiring: async () => [],
    erase: async (id) => void this.records.delete(id),
  } satisfies Partial<TargetStore>;

  #visible(id: string): TargetRecord | null {
    const target = this.records.get(id);
    return target && !target.removedAt ? target : null;
  }

  #checked(domain: string): TargetRecord[] {
    return this.#all(domain)
      .filter(({ pausedAt }) => !pausedAt)
      .sort(byAge);
  }

  #all(domain: string): TargetRecord[] {
    return [...this.records.values()].filter(
      (target) => target.domain === domain && !target.removedAt,
    );
  }
}
