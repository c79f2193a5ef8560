import * as z from 'zod';
import { QuietHours } from './quiet-hours.ts';
import { Id, line } from '../common/schema.ts';
import { MessageField } from './message-field.ts';
import { MaxPerSecond } from './rate.ts';

/** How a field of a config is typed in and shown. What is secret leaves the api masked only. */
export type ChannelField =
  | {
      input: 'text' | 'url';
      label: string;
      hint?: string;
      isSecret?: true;
      /** What a new form holds. */
      preset?: string;
    }
  /** Several texts, separated by commas. */
  | { input: 'list'; label: string; hint?: string }
  /** One of several values, each with its word; the first one counts when none was chosen. */
  | { input: 'choice'; label: string; hint?: string; choices: Readonly<Record<string, string>> };

/** Where the addresses of a provider lead: nowhere else may a channel of it send, except to hosts that the owner trusts. */
export interface ChannelProvider {
  /** Names; one that begins with a dot stands for every name that ends so. */
  hosts: readonly string[];
  path: RegExp;
  /** How its addresses begin, for sentences. */
  example: string;
}

export interface ChannelRefusal extends Omit<ChannelProvider, 'example'> {
  /** Tells it from the others of its kind. */
  name: string;
  /** A sentence that does not repeat the address. */
  message: string;
}

interface ChannelKindOptions<Kind extends string, Shape extends z.ZodRawShape> {
  kind: Kind;
  /** What people call it, how they get what it needs, and what helps where it refuses a message with a status. */
  words: { name: string; hint: string; advice?: Readonly<Record<number, string>> };
  config: z.ZodObject<Shape, z.core.$strict>;
  /** Each field of the config, in the order of the form; the first says where the channel leads. */
  fields: Readonly<Record<keyof Shape & string, ChannelField>>;
  /** Absent: its addresses may lead anywhere that the egress policy permits. */
  provider?: ChannelProvider;
  /** Addresses that look right and are not, and what to do instead. */
  refusals?: readonly ChannelRefusal[];
  /** Alerts that one digest can name legibly within the limits of the provider. */
  digestItems: number;
}

/** What a channel wants its messages to be like; null and missing alike: as usual. */
export const MESSAGE_STYLE = {
  /** Before each title, for instance `[prod]`. */
  subjectPrefix: line(50).nullish(),
  /** What is said beside the title. */
  fields: z.array(MessageField).max(MessageField.options.length).nullish(),
};

/** All that the product knows of one kind of channel, save how to send to it (`libs/notifications`). */
export const defineChannelKind = <
  const Kind extends string,
  Shape extends Readonly<Record<string, z.ZodType<string | string[] | null | undefined>>>,
>({
  provider,
  refusals = [],
  ...options
}: ChannelKindOptions<Kind, Shape>) => ({
  ...options,
  provider: provider ?? null,
  refusals,
  /** A new channel of this kind. */
  create: z.strictObject({
    kind: z.literal(options.kind),
    config: options.config,
    name: ChannelName,
    enabled: z.boolean().default(true),
    fallbackChannelId: Id.nullable().default(null),
    ...MESSAGE_STYLE,
    /** Hours in which it is told of little; null for none. */
    quietHours: QuietHours.nullable().optional(),
    /** Null: as is usual for its kind. */
    maxPerSecond: MaxPerSecond.nullish(),
  }),
});

export const ChannelName = line(100).min(1, { error: 'Give the channel a name.' });
