import * as z from 'zod';

/** Kinds of channel that people can add; `in-app` always exists and is not configured. */
export const ChannelKind = z.enum(['email', 'slack', 'discord', 'webhook']);
export type ChannelKind = z.infer<typeof ChannelKind>;
