import * as z from 'zod';
import { Id, Instant, line } from '../common/schema.ts';
import { ClockTime, TimeZone, Weekday } from './time-zone.ts';

const Once = z
  .strictObject({ from: Instant, to: Instant })
  .refine(({ from, to }) => from < to, { error: 'It ends before it begins.', path: ['to'] });

const Weekly = z.strictObject({
  /** Days on which it begins. */
  days: z
    .array(Weekday)
    .min(1, { error: 'Choose a day.' })
    .max(7)
    .transform((days) => [...new Set(days)]),
  from: ClockTime,
  /** Where it is not after `from`, on the next day. */
  to: ClockTime,
});

const fields = {
  name: line(100).min(1, { error: 'Give it a name.' }),
  /** With no target and no tag it is for all targets. */
  targetIds: z.array(Id).max(500),
  tags: z.array(line(50).min(1)).max(50),
  /** One stretch of time; null where it comes back each week. */
  once: Once.nullable(),
  weekly: Weekly.nullable(),
  /** The clock that `weekly` follows. */
  timeZone: TimeZone,
};

/** A stretch of time in which targets may fail: nobody is told, unless they still do when it is over. */
export const Maintenance = z.object({
  id: Id,
  ...fields,
  createdAt: z.date(),
  /** When it is over, while it goes on; else null. */
  activeUntil: z.date().nullable(),
  /** When it begins next, and when it is over then: at most three times, in their order. */
  next: z.array(z.object({ from: z.date(), to: z.date() })),
});
export type Maintenance = z.infer<typeof Maintenance>;

/** A window as it is stored. */
export type MaintenanceRecord = Omit<Maintenance, 'activeUntil' | 'next'>;

/** What is wrong with a window; null when it says once and for all when it is. */
const eitherOf = ({ once, weekly }: { once?: unknown; weekly?: unknown }): boolean =>
  !once !== !weekly;
const EITHER = { error: 'Say when it is: once, or weekly.', path: ['once'] };

export const CreateMaintenance = z
  .strictObject({
    name: fields.name,
    targetIds: fields.targetIds.default([]),
    tags: fields.tags.default([]),
    once: Once.nullish(),
    weekly: Weekly.nullish(),
    timeZone: TimeZone.default('UTC'),
  })
  .refine(eitherOf, EITHER);
export type CreateMaintenance = z.infer<typeof CreateMaintenance>;

/** Changes: what is left out stays. With another `once` or `weekly` the other of the two is dropped. */
export const UpdateMaintenance = z
  .strictObject({
    id: Id,
    name: fields.name.optional(),
    targetIds: fields.targetIds.optional(),
    tags: fields.tags.optional(),
    once: Once.nullish(),
    weekly: Weekly.nullish(),
    timeZone: TimeZone.optional(),
  })
  .refine(({ once, weekly }) => !(once && weekly), EITHER);
export type UpdateMaintenance = z.infer<typeof UpdateMaintenance>;

export const MaintenanceList = z.object({ items: z.array(Maintenance) });

/** A window that goes on now. */
export interface ActiveWindow extends Pick<
  MaintenanceRecord,
  'id' | 'name' | 'targetIds' | 'tags'
> {
  until: Date;
}

/** The same window after a change. */
export function changedMaintenance(
  before: MaintenanceRecord,
  { once, weekly, name, targetIds, tags, timeZone }: UpdateMaintenance,
): MaintenanceRecord {
  const when = once
    ? { once, weekly: null }
    : weekly
      ? { once: null, weekly }
      : { once: before.once, weekly: before.weekly };
  return {
    ...before,
    name: name ?? before.name,
    targetIds: targetIds ?? before.targetIds,
    tags: tags ?? before.tags,
    timeZone: timeZone ?? before.timeZone,
    ...when,
  };
}
