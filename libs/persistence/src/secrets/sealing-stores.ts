import {
  channelFields,
  type ChannelConfig,
  type ChannelKind,
  type RequestSettings,
  type SecretPlace,
  secretsOf,
  type Vault,
  withSecrets,
} from '@app/domain';
import type { ChannelStore, TargetStore } from '@app/monitoring';
import { openedRequest } from '../common/opened-request.ts';

/** Channels whose secrets are sealed where they are stored, and clear to whoever reads them, unless they are locked. */
export const sealingChannels = (store: ChannelStore, vault: Vault): ChannelStore => ({
  ...store,

  async insert(channel) {
    const config = await sealedConfig(vault, channel);
    await store.insert({ ...channel, config } as typeof channel);
  },

  async get(id) {
    const channel = await store.get(id);
    return channel && opened(vault, channel);
  },

  async list() {
    return (await store.list()).map((channel) => opened(vault, channel));
  },

  async update(id, change) {
    if (!change.config) return await store.update(id, change);
    const current = await store.get(id);
    if (!current) return false;
    const config = await sealedConfig(vault, { id, kind: current.kind, config: change.config });
    return await store.update(id, { ...change, config });
  },
});

interface Configured {
  id: string;
  kind: ChannelKind;
  config: ChannelConfig;
}

const placeIn = (id: string, name: string): SecretPlace => ({
  collection: 'channels',
  id,
  field: `config.${name}`,
});

/** Names of the secret fields of a kind. */
export const secretNames = (kind: ChannelKind): string[] =>
  channelFields(kind).flatMap(([name, field]) =>
    'isSecret' in field && field.isSecret ? name : [],
  );

async function sealedConfig(
  vault: Vault,
  { id, kind, config }: Configured,
): Promise<ChannelConfig> {
  const sealed: Record<string, unknown> = { ...config };
  for (const name of secretNames(kind)) {
    const text = sealed[name];
    if (typeof text === 'string') sealed[name] = await vault.seal(text, placeIn(id, name));
  }
  return sealed as ChannelConfig;
}

/** What cannot be opened stays sealed. */
function opened<T extends Configured>(vault: Vault, channel: T): T {
  const config: Record<string, unknown> = { ...channel.config };
  for (const name of secretNames(channel.kind)) {
    const text = config[name];
    if (typeof text === 'string')
      config[name] = vault.open(text, placeIn(channel.id, name)) ?? text;
  }
  return { ...channel, config };
}

/**
 * Targets whose secrets are sealed when they are stored. One that is read alone has them in clear, because it may be
 * changed; lists have them as they are stored, and show none. Claims open them when their check begins (`claim.ts`).
 */
export const sealingTargets = (store: TargetStore, vault: Vault): TargetStore => ({
  ...store,

  async get(id) {
    const target = await store.get(id);
    return target && { ...target, request: openedRequest(vault, id, target.request) };
  },

  async insert(target, options) {
    const request = await sealedRequest(vault, target.id, target.request);
    return await store.insert({ ...target, request }, options);
  },

  async change(id, version, change) {
    const { request } = change;
    if (!request) return await store.change(id, version, change);
    const sealed = await sealedRequest(vault, id, request);
    return await store.change(id, version, { ...change, request: sealed });
  },
});

async function sealedRequest(
  vault: Vault,
  id: string,
  request: RequestSettings,
): Promise<RequestSettings> {
  const sealed = new Map<string, string>();
  for (const { field, text } of secretsOf(request)) {
    sealed.set(field, await vault.seal(text, { collection: 'targets', id, field }));
  }
  return withSecrets(request, ({ field, text }) => sealed.get(field) ?? text);
}
