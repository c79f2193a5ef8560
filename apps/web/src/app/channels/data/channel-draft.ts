import {
  type Channel,
  channelFields,
  type ChannelField,
  type ChannelKind,
  channelKinds,
  CreateChannel,
  isMasked,
  UpdateChannel,
} from '@app/domain';
import type { Issue } from '../../shared/data/refusal';
import { schemaIssues } from '../../shared/form/schema-issues';

/** A channel's settings as a form holds them. */
export interface ChannelDraft {
  name: string;
  /** Each field of the kind's config as a text; several values are separated by commas or line breaks. */
  config: Record<string, string>;
  enabled: boolean;
  /** Empty: none. */
  fallbackChannelId: string;
}

const blankField = (field: ChannelField): string =>
  field.input === 'choice'
    ? (Object.keys(field.choices)[0] ?? '')
    : 'preset' in field
      ? (field.preset ?? '')
      : '';

const configTexts = (kind: ChannelKind, config: Channel['config']): ChannelDraft['config'] =>
  Object.fromEntries(
    channelFields(kind).map(([name, field]) => {
      const value = config[name];
      return [name, Array.isArray(value) ? value.join(', ') : (value ?? blankField(field))];
    }),
  );

export const blankChannel = (kind: ChannelKind): ChannelDraft => ({
  name: channelKinds[kind].words.name,
  config: configTexts(kind, {}),
  enabled: true,
  fallbackChannelId: '',
});

/** The settings of a channel, ready to be edited; secrets come masked and go back masked. */
export const channelDraftOf = (channel: Channel): ChannelDraft => ({
  name: channel.name,
  config: configTexts(channel.kind, channel.config),
  enabled: channel.enabled,
  fallbackChannelId: channel.fallbackChannelId ?? '',
});

type Schemas = Readonly<Record<string, { safeParse: (value: unknown) => { success: boolean } }>>;

function configOf(kind: ChannelKind, texts: ChannelDraft['config']): Channel['config'] {
  const schemas: Schemas = channelKinds[kind].config.shape;
  return Object.fromEntries(
    channelFields(kind).map(([name, { input }]): [string, string | string[] | null] => {
      const text = texts[name] ?? '';
      if (input === 'list') return [name, text.split(/[,;\s]+/).filter((part) => part !== '')];
      // What may be left out is sent as null.
      return [name, text === '' && schemas[name]?.safeParse(null).success ? null : text];
    }),
  );
}

const fieldsOf = (kind: ChannelKind, draft: ChannelDraft) => ({
  name: draft.name,
  enabled: draft.enabled,
  fallbackChannelId: draft.fallbackChannelId || null,
  config: configOf(kind, draft.config),
});

/** What is wrong with a draft, by the schema of the contract. Secrets that are still masked are fine as they are. */
export const draftIssues = (kind: ChannelKind, draft: ChannelDraft): Issue[] =>
  schemaIssues(CreateChannel.safeParse({ kind, ...fieldsOf(kind, draft) })).filter(({ path }) => {
    const [group, name = ''] = path.split('.');
    return group !== 'config' || !isMasked(kind, name, draft.config[name]);
  });

/** The channel that a draft describes. Throws where the draft is wrong. */
export const newChannel = (kind: ChannelKind, draft: ChannelDraft): CreateChannel =>
  CreateChannel.parse({ kind, ...fieldsOf(kind, draft) });

/** The change that a draft makes to the channel. */
export const changeOf = ({ id, kind }: Channel, draft: ChannelDraft): UpdateChannel =>
  UpdateChannel.parse({ id, ...fieldsOf(kind, draft) });
