import type { ChannelRecord } from '@app/domain';
import type { LastDeliveryRecord, StoredChannel } from '@app/domain/lanes';

export interface ChannelStore {
  insert(channel: ChannelRecord): Promise<void>;
  get(id: string): Promise<StoredChannel | null>;
  list(): Promise<StoredChannel[]>;
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
  setLastDelivery(id: string, last: LastDeliveryRecord): Promise<void>;
  remove(id: string): Promise<boolean>;
}
