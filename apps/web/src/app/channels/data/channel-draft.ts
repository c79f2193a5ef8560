import {
  type Channel,
  channelFields,
  type ChannelField,
  type ChannelKind,
  channelKinds,
  CreateChannel,
  DEFAULT_MESSAGE_FIELDS,
  isMasked,
  type MessageField,
  type TestChannel,
  UpdateChannel,
} from '@app/domain';
import type { Issue } from '../../shared/data/refusal';
import { ownTimeZone } from '../../shared/util/local-time';
import { schemaIssues } from '../../shared/form/schema-issues';

/** A channel's settings as a form holds them. */
export interface ChannelDraft {
  name: string;
  /** Each field of the kind's config as a text; several values are separated by commas or line breaks. */
  config: Record<string, string>;
  enabled: boolean;
  /** Empty: none. */
  fallbackChannelId: string;
  /** Hours in which it is told of little. */
  quietHours: { isOn: boolean; from: string; to: string; timeZone: string; holdDown: boolean };
  /** Messages a second; empty: as usual. */
  maxPerSecond: string;
  /** Empty: none. */
  subjectPrefix: string;
  /** Whether it says only what was chosen. */
  hasFields: boolean;
  fields: MessageField[];
}

/** Quiet hours that a form begins with. */
const usualNight = (): ChannelDraft['quietHours'] => ({
  isOn: false,
  from: '22:00',
  to: '07:00',
  timeZone: ownTimeZone(),
  holdDown: false,
});

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
  quietHours: usualNight(),
  maxPerSecond: '',
  subjectPrefix: '',
  hasFields: false,
  fields: [...DEFAULT_MESSAGE_FIELDS],
});

/** The settings of a channel, ready to be edited; secrets come masked and go back masked. */
export const channelDraftOf = (channel: Channel): ChannelDraft => ({
  name: channel.name,
  config: configTexts(channel.kind, channel.config),
  enabled: channel.enabled,
  fallbackChannelId: channel.fallbackChannelId ?? '',
  quietHours: channel.quietHours ? { isOn: true, ...channel.quietHours } : usualNight(),
  maxPerSecond: String(channel.maxPerSecond ?? ''),
  subjectPrefix: channel.subjectPrefix ?? '',
  hasFields: channel.fields !== null,
  fields: [...(channel.fields ?? DEFAULT_MESSAGE_FIELDS)],
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

const quietHoursOf = ({ isOn, ...hours }: ChannelDraft['quietHours']) => (isOn ? hours : null);

/** Half a message is written as 0.5 or 0,5; anything else is refused as no number. */
const rateOf = (text: string): number | null =>
  text.trim() === '' ? null : Number(text.trim().replace(',', '.'));

const fieldsOf = (kind: ChannelKind, draft: ChannelDraft) => ({
  name: draft.name,
  enabled: draft.enabled,
  fallbackChannelId: draft.fallbackChannelId || null,
  config: configOf(kind, draft.config),
  quietHours: quietHoursOf(draft.quietHours),
  maxPerSecond: rateOf(draft.maxPerSecond),
  subjectPrefix: draft.subjectPrefix.trim() || null,
  fields: draft.hasFields ? draft.fields : null,
});

/** What is wrong with a draft, by the schema of the contract. Secrets that are still masked are fine as they are. */
export const draftIssues = (kind: ChannelKind, draft: ChannelDraft): Issue[] =>
  schemaIssues(CreateChannel.safeParse({ kind, ...fieldsOf(kind, draft) })).flatMap((issue) => {
    const [group, name = '', index] = issue.path.split('.');
    if (group !== 'config') return [issue];
    if (isMasked(kind, name, draft.config[name])) return [];
    // Of several values it is said which one is wrong.
    const value = index === undefined ? undefined : configOf(kind, draft.config)[name]?.[Number(index)];
    return [value === undefined ? issue : { ...issue, message: `${value}: ${issue.message}` }];
  });

/** What a draft asks a test of: of a stored channel, with its secrets where they are still masked, or of none. */
export const testOf = (
  kind: ChannelKind,
  draft: ChannelDraft,
  stored: Pick<Channel, 'id'> | null,
): TestChannel => {
  const config = configOf(kind, draft.config);
  return stored ? { id: stored.id, config } : { kind, config };
};

/** The channel that a draft describes. Throws where the draft is wrong. */
export const newChannel = (kind: ChannelKind, draft: ChannelDraft): CreateChannel =>
  CreateChannel.parse({ kind, ...fieldsOf(kind, draft) });

/** The change that a draft makes to the channel. */
export const changeOf = ({ id, kind }: Channel, draft: ChannelDraft): UpdateChannel =>
  UpdateChannel.parse({ id, ...fieldsOf(kind, draft) });
