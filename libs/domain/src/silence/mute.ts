import * as z from 'zod';
import { Id, Instant, line } from '../common/schema.ts';

/** A silence that a person asked for: of a target, of a tag, or of everything where both are null. */
export const Mute = z.object({
  id: Id,
  targetId: Id.nullable(),
  tag: z.string().nullable(),
  until: z.date(),
  note: z.string().nullable(),
  createdAt: z.date(),
});
export type Mute = z.infer<typeof Mute>;

export const CreateMute = z
  .strictObject({
    targetId: Id.nullish(),
    tag: line(50).min(1).nullish(),
    until: Instant,
    note: line(500).nullish(),
  })
  .refine(({ targetId, tag }) => !(targetId && tag), {
    error: 'Mute a target or a tag, not both.',
    path: ['tag'],
  });
export type CreateMute = z.infer<typeof CreateMute>;

export const MuteList = z.object({ items: z.array(Mute) });

/** What keeps a target silent: a mute, or the date in its own settings, which has no id. */
export const MutedBy = z.object({
  id: Id.nullable(),
  scope: z.enum(['target', 'tag', 'everything']),
  until: z.date(),
  note: z.string().nullable(),
});
export type MutedBy = z.infer<typeof MutedBy>;
