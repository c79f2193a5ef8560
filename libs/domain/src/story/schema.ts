import * as z from 'zod';
import { ActorFact } from '../alert/actor.ts';
import { AlertEnding, AlertEvent, Severity } from '../alert/kind.ts';
import { ChannelKind } from '../channel/kind.ts';
import { CheckOrigin, CheckOutcome, FailureView } from '../check/schema.ts';
import { Id } from '../common/schema.ts';

/** Something that happened to an alert. */
export const StoryEntry = z.discriminatedUnion('is', [
  /** A check on the way to the alert, or the one that it ended with. */
  z.object({
    is: z.literal('check'),
    at: z.date(),
    origin: CheckOrigin,
    outcome: CheckOutcome,
    statusCode: z.int().nullable(),
    failure: FailureView.nullable(),
    /** Address that answered, or the one tried last. */
    address: z.string().nullable(),
    /** Region of the worker; null where it has none. */
    place: z.string().nullable(),
  }),
  z.object({
    is: z.literal('opened'),
    at: z.date(),
    severity: Severity,
    /** Regions that saw it. */
    places: z.array(z.string()),
  }),
  z.object({
    is: z.literal('told'),
    at: z.date(),
    event: AlertEvent,
    /** `fallback`: in place of a channel that could not deliver. `joined`: when others knew already. */
    why: z.enum(['planned', 'fallback', 'joined']),
    deliveryIds: z.array(Id),
  }),
  /** Messages that are left out here because there are so many. */
  z.object({ is: z.literal('more'), at: z.date(), count: z.int() }),
  z.object({ is: z.literal('flapping'), at: z.date(), changes: z.int() }),
  z.object({
    is: z.literal('acknowledged'),
    at: z.date(),
    by: ActorFact.nullable(),
    note: z.string().nullable(),
    until: z.date().nullable(),
  }),
  /** Open again after it was acknowledged: a person let go of it; null: the time of that was over. */
  z.object({ is: z.literal('reopened'), at: z.date(), by: ActorFact.nullable() }),
  z.object({
    is: z.literal('ended'),
    at: z.date(),
    ending: z.union([AlertEnding, z.literal('unknown')]),
    /** From the first failed check on. */
    lastedMs: z.number().nonnegative(),
  }),
]);
export type StoryEntry = z.infer<typeof StoryEntry>;

/** Why somebody was not told, or not yet. */
export const LeftOutReason = z.enum([
  'mute',
  'maintenance',
  'parent',
  'quiet-hours',
  /** The channel is turned off. */
  'off',
  /** Alerts of this kind, or as mild as this one, are not sent. */
  'not-wanted',
  'not-chosen',
]);
export type LeftOutReason = z.infer<typeof LeftOutReason>;

/** A channel that was not told; with null everybody. */
export const LeftOut = z.object({
  channel: z.object({ id: Id, kind: ChannelKind, name: z.string() }).nullable(),
  why: LeftOutReason,
  /** When that is over; null where nothing ends it by itself. */
  until: z.date().nullable(),
});
export type LeftOut = z.infer<typeof LeftOut>;
