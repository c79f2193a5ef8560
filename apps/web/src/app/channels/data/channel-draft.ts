import { type Channel, type ChannelKind, CreateChannel, UpdateChannel } from '@app/domain';

/** A channel's settings as a form holds them; which config fields count depends on the kind. */
export interface ChannelDraft {
  name: string;
  /** E-mail addresses, separated by commas or line breaks. */
  to: string;
  url: string;
  secret: string;
  format: 'netumo' | 'alertmanager';
  enabled: boolean;
  /** Empty: none. */
  fallbackChannelId: string;
}

export const blankChannel = (): ChannelDraft => ({
  name: '',
  to: '',
  url: '',
  secret: '',
  format: 'netumo',
  enabled: true,
  fallbackChannelId: '',
});

/** The settings of a channel, ready to be edited; secrets come masked and go back masked. */
export const channelDraftOf = ({ name, config, enabled, fallbackChannelId }: Channel): ChannelDraft => ({
  name,
  to: config.to?.join(', ') ?? '',
  url: config.url ?? '',
  secret: config.secret ?? '',
  format: config.format ?? 'netumo',
  enabled,
  fallbackChannelId: fallbackChannelId ?? '',
});

function configOf(kind: ChannelKind, { to, url, secret, format }: ChannelDraft): object {
  switch (kind) {
    case 'email':
      return { to: to.split(/[,;\s]+/).filter((address) => address !== '') };
    case 'slack':
    case 'discord':
      return { url };
    case 'webhook':
      return { url, secret: secret || null, format };
  }
}

const common = (draft: ChannelDraft) => ({
  name: draft.name,
  enabled: draft.enabled,
  fallbackChannelId: draft.fallbackChannelId || null,
});

/** Judges a draft by the schema of the contract, as a new channel. */
export const judgeNew = (kind: ChannelKind, draft: ChannelDraft) =>
  CreateChannel.safeParse({ kind, ...common(draft), config: configOf(kind, draft) });

/** The change that a draft makes to the channel. */
export const changeOf = (channel: Channel, draft: ChannelDraft): UpdateChannel =>
  UpdateChannel.parse({ id: channel.id, ...common(draft), config: configOf(channel.kind, draft) });
