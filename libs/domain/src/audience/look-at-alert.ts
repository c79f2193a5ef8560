import { steadyAt } from '../alert/flapping.ts';
import type { EscalationStep, Reminders } from './policy.ts';
import type { AlertRecord, PendingNotification } from '../alert/record.ts';
import type { Audience } from './audience.ts';
import type { FollowUp } from '../alert/told-so-far.ts';

const MINUTE_MS = 60_000;
const LONGEST_WAIT_MS = 24 * 60 * MINUTE_MS;

type Followed = Pick<
  AlertRecord,
  | 'kind'
  | 'state'
  | 'severity'
  | 'openedAt'
  | 'endedAt'
  | 'acknowledgedUntil'
  | 'flapping'
  | 'followUp'
  | 'announcements'
>;

/** What an alert has to do at an instant, and nobody else made it do. */
export type Look =
  /** Nothing, or to tell people; `followUp` is what holds from then on. */
  | { do: 'tell'; notifications: PendingNotification[]; followUp: FollowUp }
  /** Whoever took it on has not ended it in time: it opens again. */
  | { do: 'reopen' }
  /** It goes up and down no more. */
  | { do: 'settle'; isUp: boolean; since: Date };

export const NO_FOLLOW_UP: FollowUp = { reminders: 0, level: 0 };

/**
 * Returns how far people have been told of an alert. One that carries nothing of it and has nothing left to tell was told by
 * an older version, or is known from before a pause: it counts as told when it opened.
 */
export const followUpOf = ({
  followUp,
  announcements,
  openedAt,
}: Pick<Followed, 'followUp' | 'announcements' | 'openedAt'>): FollowUp =>
  followUp ??
  (announcements.some(({ event }) => event === 'opened')
    ? NO_FOLLOW_UP
    : { ...NO_FOLLOW_UP, toldAt: openedAt });

/** Whether nobody at all may be told for now. */
export const isSilent = ({ silence, receivers }: Audience): boolean =>
  silence !== null && receivers.length === 0;

/**
 * When people are reminded next; null where nobody is. Only of what is down, and not while it goes up and down.
 */
function reminderAt({ kind, followUp, flapping }: Followed, reminders: Reminders): Date | null {
  if (kind !== 'down' || flapping || !followUp?.toldAt) return null;
  if (followUp.reminders >= reminders.atMost) return null;
  const factor = reminders.growing ? 2 ** followUp.reminders : 1;
  const waitMs = Math.min(LONGEST_WAIT_MS, reminders.everyMinutes * MINUTE_MS * factor);
  const from = followUp.remindedAt ?? followUp.toldAt;
  return new Date(from.getTime() + Math.max(waitMs, MINUTE_MS));
}

const isGrave = ({ severity }: Followed): boolean => severity === 'high' || severity === 'critical';

/** Instants at which further people are told, one for each step, in order. */
const escalationTimes = ({ followUp }: Followed, escalation: readonly EscalationStep[]): Date[] => {
  const { toldAt } = followUp ?? {};
  return toldAt
    ? escalation.map(({ afterMinutes }) => new Date(toldAt.getTime() + afterMinutes * MINUTE_MS))
    : [];
};

/** Channels that are told by now because nobody has taken an alert on for a while. */
export const escalatedChannels = (
  { followUp }: Pick<AlertRecord, 'followUp'>,
  { escalation }: Pick<Audience, 'escalation'>,
): string[] => escalation.slice(0, followUp?.level ?? 0).flatMap(({ channelIds }) => channelIds);

/** When something is to be done about an alert next, by the clock alone; null for never. */
export function nextLookAt(alert: Followed, audience: Audience): Date | null {
  const { endedAt, flapping, followUp } = alert;
  if (endedAt !== null) return isNewsLeft(alert) ? (audience.silence?.until ?? null) : null;
  const steady = flapping ? steadyAt(flapping) : null;
  if (flapping?.isUp) return steady;
  if (alert.state === 'resolved') return earliest([alert.acknowledgedUntil ?? null, steady]);
  const times = [steady, audience.silence?.until ?? null];
  if (audience.isWanted && !isSilent(audience)) {
    times.push(reminderAt(alert, audience.reminders));
    const next = escalationTimes(alert, audience.escalation)[followUp?.level ?? 0];
    if (next && isGrave(alert)) times.push(next);
  }
  return earliest(times);
}

/** Decides what is to be done about an alert whose time has come. */
export function lookAtAlert(alert: Followed, audience: Audience, now: Date): Look {
  const { flapping } = alert;
  const followUp = followUpOf(alert);
  const nothing: Look = { do: 'tell', notifications: [], followUp };
  if (alert.endedAt !== null && !isNewsLeft(alert)) return nothing;
  if (flapping && steadyAt(flapping) <= now) {
    return { do: 'settle', isUp: flapping.isUp, since: flapping.changedAt };
  }
  // Whoever would hear of it now would hear that it is down.
  if (flapping?.isUp) return nothing;
  if (alert.state === 'resolved' && alert.endedAt === null) {
    const until = alert.acknowledgedUntil;
    return until && until <= now ? { do: 'reopen' } : nothing;
  }
  if (audience.silence && isSilent(audience)) {
    return { ...nothing, followUp: { ...followUp, silence: audience.silence } };
  }
  const { silence: _, missed, ...heard } = followUp;
  const reminder = reminderAt({ ...alert, followUp }, audience.reminders);
  const times = escalationTimes({ ...alert, followUp }, audience.escalation);
  const level = isGrave(alert) ? times.filter((at) => at <= now).length : followUp.level;
  const isJoined =
    followUp.silence !== undefined || level > followUp.level || isFirst(followUp, audience);
  const isDue = audience.isWanted && reminder !== null && reminder <= now;
  const reminders = followUp.reminders + (isDue ? 1 : 0);
  return {
    do: 'tell',
    notifications: keyOf({ isDue, isJoined, missed, reminders }).map(({ key, event }) => ({
      key,
      event,
      at: now,
    })),
    followUp: {
      ...heard,
      level: Math.max(level, followUp.level),
      ...(isDue ? { reminders, remindedAt: now } : {}),
    },
  };
}

/** Whether somebody can be told of what nobody was told yet. */
const isFirst = ({ toldAt }: FollowUp, { isWanted, receivers, escalation }: Audience): boolean =>
  toldAt === undefined && isWanted && (receivers.length > 0 || escalation.length > 0);

/** A reminder tells those who have joined that it opened, so one message is enough. */
function keyOf({
  isDue,
  isJoined,
  missed,
  reminders,
}: {
  isDue: boolean;
  isJoined: boolean;
  missed: string | undefined;
  reminders: number;
}): Pick<PendingNotification, 'key' | 'event'>[] {
  if (missed !== undefined) return [{ key: missed, event: 'reminder' }];
  if (isDue) return [{ key: `reminder-${reminders}`, event: 'reminder' }];
  return isJoined ? [{ key: 'opened', event: 'opened' }] : [];
}

/** A mere change is over when it is told; in a silence it is told afterwards all the same. */
const isNewsLeft = ({ kind, followUp }: Followed): boolean =>
  kind === 'dns' && followUp?.silence !== undefined && !followUp.toldAt;

/**
 * How long an outage has to last beyond a reminder until a step of its own is told: the two are one message.
 *
 * @returns the follow-up with the step as a reminder; null where people were reminded just before
 */
export function remindedBy(followUp: FollowUp, reminders: Reminders, now: Date): FollowUp | null {
  const { toldAt, remindedAt } = followUp;
  const last = remindedAt ?? null;
  const nearMs = (reminders.everyMinutes * MINUTE_MS) / 2;
  if (reminders.atMost > 0 && last && now.getTime() - last.getTime() < nearMs) return null;
  if (!toldAt) return null;
  return { ...followUp, reminders: followUp.reminders + 1, remindedAt: now };
}

/**
 * What holds once people were told, or could not be.
 *
 * @param reminder key of a reminder that was to be told; null for other news
 */
export function afterTelling(
  followUp: FollowUp,
  audience: Audience,
  { now, reminder }: { now: Date; reminder: string | null },
): FollowUp {
  const { silence: _, ...rest } = followUp;
  const isHeard = !isSilent(audience);
  return {
    ...rest,
    ...(isHeard && isFirst(followUp, audience) ? { toldAt: now } : {}),
    ...(audience.silence ? { silence: audience.silence } : {}),
    ...(reminder !== null && !isHeard ? { missed: reminder } : {}),
  };
}

const earliest = (times: readonly (Date | null)[]): Date | null =>
  times.reduce<Date | null>((first, at) => (at && (!first || at < first) ? at : first), null);
