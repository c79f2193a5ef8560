import * as z from 'zod';
import type { ChannelField } from './descriptor.ts';
import { channelKinds } from './kinds.ts';

/** Kind of a channel that people can add. */
export const ChannelKind = z.enum(Object.values(channelKinds).map(({ kind }) => kind));
export type ChannelKind = z.infer<typeof ChannelKind>;

/** Config of a channel of one kind, secrets in clear. */
export type ChannelConfig<K extends ChannelKind = ChannelKind> = {
  [P in K]: z.infer<(typeof channelKinds)[P]['config']>;
}[K];

/** Each field of a kind's config with its name, in the order of the form. */
export const channelFields = (kind: ChannelKind): [name: string, field: ChannelField][] =>
  Object.entries<ChannelField>(channelKinds[kind].fields);
