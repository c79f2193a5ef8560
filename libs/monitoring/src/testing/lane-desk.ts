import type {
  AlertRecord,
  ChannelRecord,
  DeliveryRecord,
  InboxItem,
  Lease,
  Message,
  SendOutcome,
} from '@app/domain';
import { type LaneRecord, NEW_LANE } from '@app/domain/lanes';
import type { LanePorts } from '../deliveries/lane-ports.ts';

const byDue = (a: DeliveryRecord, b: DeliveryRecord): number =>
  Number(a.nextAttemptAt) - Number(b.nextAttemptAt) || Number(a.createdAt) - Number(b.createdAt);

/** Ports for the way from deliveries to channels, in memory, with the promises of the real stores. */
export class LaneDesk {
  readonly deliveries = new Map<string, DeliveryRecord>();
  readonly leases = new Map<string, Lease>();
  readonly alerts = new Map<string, AlertRecord>();
  readonly lanes = new Map<string, LaneRecord>();
  readonly inbox: InboxItem[] = [];
  readonly sent: Message[] = [];
  channels: ChannelRecord[] = [];
  /** What a channel answers. */
  answer: (message: Message) => Promise<SendOutcome> | SendOutcome = () => ({
    ...{ outcome: 'sent', detail: '' },
  });
  readonly ports: LanePorts;

  constructor(now: () => Date = () => new Date()) {
    let ids = 0;
    const quiet = (): void => undefined;
    this.ports = {
      alerts: {
        getMany: (wanted: string[]) =>
          Promise.resolve(wanted.flatMap((id) => this.alerts.get(id) ?? [])),
      },
      targets: { named: () => Promise.resolve([]) },
      channels: {
        get: (id: string) => Promise.resolve(this.channels.find((one) => one.id === id) ?? null),
        list: () => Promise.resolve(this.channels),
        setLastDelivery: () => Promise.resolve(),
      },
      deliveries: this.#deliveryStore(),
      lanes: this.#laneStore(),
      inbox: {
        insert: (items: InboxItem[]) => Promise.resolve(this.inbox.push(...items)),
      },
      queue: { enqueueLanes: () => Promise.resolve() },
      changes: { publish: () => Promise.resolve() },
      send: async (message: Message) => {
        this.sent.push(message);
        return await this.answer(message);
      },
      writeMessage: ({ alert }: Message) => ({ title: alert?.targetName ?? '', body: '' }),
      publicUrl: 'http://monitor.test',
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
      now,
      newId: () => `id-${++ids}`,
    } as unknown as LanePorts;
  }

  add(...deliveries: readonly DeliveryRecord[]): void {
    const keys = new Set([...this.deliveries.values()].map((one) => one.idempotencyKey));
    for (const one of deliveries) {
      if (!keys.has(one.idempotencyKey)) this.deliveries.set(one.id, one);
    }
  }

  #pending(channelId: string | null): DeliveryRecord[] {
    return [...this.deliveries.values()]
      .filter((one) => one.channelId === channelId && one.state === 'pending')
      .sort(byDue);
  }

  #change(ids: readonly string[], change: Partial<DeliveryRecord>): number {
    const known = ids.filter((id) => this.deliveries.get(id)?.state === 'pending');
    for (const id of known) {
      this.deliveries.set(id, { ...this.deliveries.get(id)!, ...change });
      this.leases.delete(id);
    }
    return known.length;
  }

  #deliveryStore() {
    const isDue = (one: DeliveryRecord, now: Date): boolean =>
      one.nextAttemptAt !== null && one.nextAttemptAt <= now && this.#isFree(one.id, now);
    return {
      insert: (records: DeliveryRecord[]) => {
        this.add(...records);
        return Promise.resolve(records.map(({ id }) => id));
      },
      getMany: (ids: string[]) =>
        Promise.resolve(ids.flatMap((id) => this.deliveries.get(id) ?? [])),
      ofAlerts: (ids: string[], channelId: string | null) =>
        Promise.resolve(
          [...this.deliveries.values()].filter(
            (one) => ids.includes(one.alertId) && one.channelId === channelId,
          ),
        ),
      dueOnLane: (channelId: string | null, now: Date, limit: number) =>
        Promise.resolve(
          this.#pending(channelId)
            .filter((one) => isDue(one, now))
            .slice(0, limit),
        ),
      pendingOnLane: (channelId: string, limit: number) =>
        Promise.resolve(this.#pending(channelId).slice(0, limit)),
      nextOnLane: (channelId: string | null, after: Date) =>
        Promise.resolve(
          this.#pending(channelId).find(
            ({ nextAttemptAt }) => nextAttemptAt && nextAttemptAt > after,
          )?.nextAttemptAt ?? null,
        ),
      hold: (ids: string[], now: Date, lease: Lease) => {
        const isOwn = (id: string): boolean => this.leases.get(id)?.token === lease.token;
        const held = ids.filter(
          (id) =>
            this.deliveries.get(id)?.state === 'pending' && (isOwn(id) || this.#isFree(id, now)),
        );
        for (const id of held) this.leases.set(id, lease);
        return Promise.resolve(held);
      },
      prolong: (ids: string[], lease: Lease) => {
        for (const id of ids) {
          if (this.leases.get(id)?.token === lease.token) this.leases.set(id, lease);
        }
        return Promise.resolve();
      },
      settle: (ids: string[], token: string | null, { attempt, ...next }: Settled) => {
        const held = ids.filter((id) => token === null || this.leases.get(id)?.token === token);
        for (const id of held) this.deliveries.get(id)?.attempts.push(attempt);
        return Promise.resolve(this.#change(held, next));
      },
      drop: (ids: string[], because: DeliveryRecord['because']) =>
        Promise.resolve(
          this.#change(ids, { state: 'dropped', nextAttemptAt: null, ...(because && { because }) }),
        ),
      postpone: (id: string, until: Date) =>
        Promise.resolve(this.#change([id], { nextAttemptAt: until })),
    };
  }

  #isFree(id: string, now: Date): boolean {
    const lease = this.leases.get(id);
    return !lease || lease.until <= now;
  }

  #laneStore() {
    const blank = { ...NEW_LANE, lease: null, wake: 0, successorId: null };
    return {
      claim: (id: string, now: Date, lease: Lease) => {
        const lane = this.lanes.get(id) ?? { ...blank, id };
        if (lane.lease && lane.lease.until > now) return Promise.resolve(null);
        this.lanes.set(id, { ...lane, lease });
        return Promise.resolve({ ...lane, lease });
      },
      wake: (id: string) => {
        const lane = this.lanes.get(id);
        if (lane) this.lanes.set(id, { ...lane, wake: lane.wake + 1 });
        return Promise.resolve();
      },
      save: (id: string, lease: Lease, state: object) => {
        const lane = this.lanes.get(id);
        if (lane?.lease?.token !== lease.token) return Promise.resolve(false);
        this.lanes.set(id, { ...lane, ...state, lease });
        return Promise.resolve(true);
      },
      release: (id: string, { token, wake }: { token: string; wake: number }, state: object) => {
        const lane = this.lanes.get(id);
        if (lane?.lease?.token !== token || lane.wake !== wake) return Promise.resolve(false);
        this.lanes.set(id, { ...lane, ...state, lease: null });
        return Promise.resolve(true);
      },
      get: (id: string) => Promise.resolve(this.lanes.get(id) ?? null),
    };
  }
}

type Settled = Pick<DeliveryRecord, 'state' | 'nextAttemptAt' | 'form'> & {
  attempt: DeliveryRecord['attempts'][number];
};
