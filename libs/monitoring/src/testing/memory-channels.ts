import type { StoredChannel } from '@app/domain/lanes';
import type { ChannelStore } from '../ports/channels.ts';

/** Channels in memory, with the promises of the real store. */
export class MemoryChannels {
  readonly records = new Map<string, StoredChannel>();

  readonly store = {
    insert: async (channel) => {
      this.records.set(channel.id, { ...channel, lastDelivery: null });
    },
    get: async (id) => this.records.get(id) ?? null,
    list: async () =>
      [...this.records.values()].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime()),
    update: async (id, change) => {
      const channel = this.records.get(id);
      if (channel) this.records.set(id, Object.assign({}, channel, change));
      return channel !== undefined;
    },
    setLastDelivery: async (id, lastDelivery) => {
      const channel = this.records.get(id);
      if (channel) this.records.set(id, { ...channel, lastDelivery });
    },
    remove: async (id) => this.records.delete(id),
  } satisfies ChannelStore;
}
