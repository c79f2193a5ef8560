import type { ChannelRecord, LastDelivery } from '@app/domain';

export interface ChannelStore {
  insert(channel: ChannelRecord): Promise<void>;
  get(id: string): Promise<(ChannelRecord & { lastDelivery: LastDelivery | null }) | null>;
  list(): Promise<(ChannelRecord & { lastDelivery: LastDelivery | null })[]>;
  update(
    id: string,
    change: Partial<
      Pick<
        ChannelRecord,
        | 'name'
        | 'enabled'
        | 'config'
        | 'fallbackChannelId'
        | 'subjectPrefix'
        | 'fields'
        | 'quietHours'
        | 'maxPerSecond'
      >
    >,
  ): Promise<boolean>;
  setLastDelivery(id: string, last: LastDelivery): Promise<void>;
  remove(id: string): Promise<boolean>;
}
