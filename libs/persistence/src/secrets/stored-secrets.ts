import { secretsOf, withSecrets } from '@app/domain';
import type { StoredSecrets, StoredSecretsStore } from '@app/monitoring';
import { type Model, mongo } from 'mongoose';
import type { ChannelDocument } from '../channels/model.ts';
import { BEFORE_ALL_IDS, toObjectId } from '../common/ids.ts';
import type { TargetDocument } from '../targets/model.ts';
import { fromRequestDocument, toRequestDocument } from '../targets/settings-mapping.ts';
import { secretNames } from './sealing-stores.ts';

interface SecretModels {
  channels: Model<ChannelDocument>;
  targets: Model<TargetDocument>;
}

const CONFIG = 'config.';

/** What MongoDB, and services that speak like it, say of a command that they do not have. */
const NOT_OURS: ReadonlySet<unknown> = new Set([59, 115, 13, 8000]);

export const createStoredSecretsStore = ({
  channels,
  targets,
}: SecretModels): StoredSecretsStore => {
  const channelPage = async (after: string | null, limit: number) => {
    const documents = await channels.find(isAfter(after)).sort({ _id: 1 }).limit(limit).lean();
    return documents.map(({ _id, kind, config }): StoredSecrets => {
      const values: Readonly<Record<string, unknown>> = { ...config };
      const secrets = secretNames(kind).flatMap((name) => {
        const text = values[name];
        return typeof text === 'string' ? { field: CONFIG + name, text } : [];
      });
      return { id: _id.toHexString(), secrets, version: 0 };
    });
  };

  const targetPage = async (after: string | null, limit: number) => {
    const documents = await targets
      .find(isAfter(after), { request: 1, version: 1 })
      .sort({ _id: 1 })
      .limit(limit)
      .lean<Pick<TargetDocument, '_id' | 'request' | 'version'>[]>();
    return documents.map(({ _id, request, version }): StoredSecrets => {
      return { id: _id.toHexString(), secrets: secretsOf(fromRequestDocument(request)), version };
    });
  };

  const replaceInChannel = async (
    { id, secrets }: StoredSecrets,
    texts: ReadonlyMap<string, string>,
  ): Promise<boolean> => {
    const { matchedCount } = await channels.updateOne(
      { _id: toObjectId(id), ...Object.fromEntries(secrets.map((one) => [one.field, one.text])) },
      { $set: Object.fromEntries(texts) },
    );
    return matchedCount === 1;
  };

  const replaceInTarget = async (
    { id, version }: StoredSecrets,
    texts: ReadonlyMap<string, string>,
  ): Promise<boolean> => {
    // A change of settings raises the version; this one means nothing to anybody and does not.
    const where = { _id: toObjectId(id), version };
    const document = await targets
      .findOne(where, { request: 1 })
      .lean<Pick<TargetDocument, 'request'> | null>();
    if (!document) return false;
    const { headers, body } = toRequestDocument(
      withSecrets(
        fromRequestDocument(document.request),
        ({ field, text }) => texts.get(field) ?? text,
      ),
    );
    const { matchedCount } = await targets.updateOne(where, {
      $set: { 'request.headers': headers, 'request.body': body },
    });
    return matchedCount === 1;
  };

  return {
    async page(collection, after, limit) {
      const items = await (collection === 'channels' ? channelPage : targetPage)(after, limit);
      const last = items.length === limit ? (items.at(-1)?.id ?? null) : null;
      return { items: items.filter(({ secrets }) => secrets.length > 0), last };
    },

    replace: (collection, before, texts) =>
      collection === 'channels' ? replaceInChannel(before, texts) : replaceInTarget(before, texts),

    async forgetReplaced() {
      try {
        await channels.db.db?.command({ forgetRemoved: 1 });
        return true;
      } catch (error) {
        // A server of your own uses the room of what was replaced in its own time.
        if (error instanceof mongo.MongoServerError && NOT_OURS.has(error.code)) return false;
        throw error;
      }
    },
  };
};

const isAfter = (id: string | null) => ({
  _id: { $gt: id === null ? BEFORE_ALL_IDS : toObjectId(id) },
});
