import type { StoredChannel } from '@app/domain/lanes';
import type { ChannelStore } from '@app/monitoring';
import type { Model } from 'mongoose';
import { toHexOrNull, toObjectId, toObjectIdOrNull } from '../common/ids.ts';
import { toSendFact } from '../common/sending-mapping.ts';
import { present } from '../common/present.ts';
import type { ChannelDocument } from './model.ts';

export const createChannelStore = (channels: Model<ChannelDocument>): ChannelStore => ({
  async insert(channel) {
    await channels.collection.insertOne({
      _id: toObjectId(channel.id),
      kind: channel.kind,
      name: channel.name,
      enabled: channel.enabled,
      config: present(channel.config),
      fallbackChannelId: toObjectIdOrNull(channel.fallbackChannelId),
      ...(channel.subjectPrefix && { subjectPrefix: channel.subjectPrefix }),
      ...(channel.fields && { fields: channel.fields }),
      ...(channel.quietHours && { quietHours: channel.quietHours }),
      ...(channel.maxPerSecond && { maxPerSecond: channel.maxPerSecond }),
      createdAt: channel.createdAt,
      lastDelivery: null,
    });
  },

  async get(id) {
    const document = await channels.findOne({ _id: toObjectId(id) }).lean();
    return document && toRecord(document);
  },

  async list() {
    const documents = await channels.find().sort({ createdAt: 1, _id: 1 }).lean();
    return documents.map(toRecord);
  },

  async update(id, { fallbackChannelId, config, ...rest }) {
    const fields = present({
      ...rest,
      config: config && present(config),
      fallbackChannelId:
        fallbackChannelId === undefined ? undefined : toObjectIdOrNull(fallbackChannelId),
    });
    // An update without fields is refused by the server, and there is nothing to write.
    if (Object.keys(fields).length === 0) {
      return (await channels.exists({ _id: toObjectId(id) })) !== null;
    }
    const { matchedCount } = await channels.updateOne({ _id: toObjectId(id) }, { $set: fields });
    return matchedCount === 1;
  },

  async setLastDelivery(id, last) {
    await channels.updateOne({ _id: toObjectId(id) }, { $set: { lastDelivery: last } });
  },

  async remove(id) {
    const { deletedCount } = await channels.deleteOne({ _id: toObjectId(id) });
    return deletedCount === 1;
  },
});

const toRecord = ({
  _id,
  fallbackChannelId,
  lastDelivery,
  ...fields
}: ChannelDocument): StoredChannel =>
  ({
    id: _id.toHexString(),
    ...fields,
    fallbackChannelId: toHexOrNull(fallbackChannelId),
    lastDelivery: lastDelivery && {
      at: lastDelivery.at,
      state: lastDelivery.state,
      fact: toSendFact(lastDelivery),
    },
    // Kind and config were matched by the schema of the use case that stored them.
  }) as StoredChannel;
