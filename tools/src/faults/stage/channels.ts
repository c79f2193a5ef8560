import type { ChannelRecord } from '@app/domain';
import { newId, type Stores } from '@app/persistence';

type ChannelPlan = Pick<ChannelRecord, 'kind' | 'config'> &
  Partial<Pick<ChannelRecord, 'name' | 'fallbackChannelId' | 'enabled'>>;

/** Stores a channel straight away. Answers its id. */
export async function addChannel(
  { channels }: Pick<Stores, 'channels'>,
  plan: ChannelPlan,
): Promise<string> {
  const id = newId();
  const record = {
    ...{ id, name: plan.kind, enabled: true, fallbackChannelId: null, createdAt: new Date() },
    ...plan,
  };
  await channels.insert(record as ChannelRecord);
  return id;
}
