import type {
  AlertRecord,
  ChannelRecord,
  DeliveryRecord,
  InboxRecord,
  Message,
  SendOutcome,
} from '@app/domain';
import type { LaneRecord } from '@app/domain/lanes';
import type { LanePorts } from '../deliveries/lane-ports.ts';
import { MemoryDeliveries } from './memory-deliveries.ts';
import { MemoryLanes } from './memory-lanes.ts';

/** Ports for the way from deliveries to channels, in memory, with the promises of the real stores. */
export class LaneDesk {
  readonly #deliveries: MemoryDeliveries;
  readonly #lanes = new MemoryLanes();
  readonly alerts = new Map<string, AlertRecord>();
  readonly inbox: InboxRecord[] = [];
  readonly sent: Message[] = [];
  /** What alerts are to tell once more. */
  readonly announced: string[] = [];
  channels: ChannelRecord[] = [];
  /** What a channel answers. */
  answer: (message: Message) => Promise<SendOutcome> | SendOutcome = () => ({
    ...{ outcome: 'sent', fact: { is: 'taken', by: 'slack' } },
  });
  readonly ports: LanePorts;

  constructor(now: () => Date = () => new Date()) {
    this.#deliveries = new MemoryDeliveries(now);
    let ids = 0;
    const quiet = (): void => undefined;
    this.ports = {
      alerts: {
        getMany: (wanted: string[]) =>
          Promise.resolve(wanted.flatMap((id) => this.alerts.get(id) ?? [])),
        list: ({ subjects }: { subjects: string[] }) =>
          Promise.resolve({
            items: [...this.alerts.values()].filter(({ subject }) => subjects.includes(subject)),
            nextCursor: null,
          }),
        latest: (wanted: string) =>
          Promise.resolve(
            [...this.alerts.values()].findLast(({ subject }) => subject === wanted) ?? null,
          ),
        announce: (id: string, { event }: { event: string }) =>
          Promise.resolve(this.announced.push(`${event} of ${id}`)),
      },
      targets: { named: () => Promise.resolve([]) },
      channels: {
        get: (id: string) => Promise.resolve(this.channels.find((one) => one.id === id) ?? null),
        list: () => Promise.resolve(this.channels),
        setLastDelivery: () => Promise.resolve(),
      },
      deliveries: { ...this.#deliveries.store },
      lanes: { ...this.#lanes.store },
      inbox: {
        insert: (items: InboxRecord[]) => Promise.resolve(this.inbox.push(...items)),
      },
      queue: { enqueueLanes: () => Promise.resolve() },
      changes: { publish: () => Promise.resolve() },
      send: async (message: Message) => {
        this.sent.push(message);
        return await this.answer(message);
      },
      publicUrl: 'http://monitor.test',
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
      now,
      newId: () => `id-${++ids}`,
    } as unknown as LanePorts;
  }

  get deliveries(): Map<string, DeliveryRecord> {
    return this.#deliveries.records;
  }

  get lanes(): Map<string, LaneRecord> {
    return this.#lanes.records;
  }

  add(...deliveries: readonly DeliveryRecord[]): void {
    this.#deliveries.add(deliveries);
  }
}
