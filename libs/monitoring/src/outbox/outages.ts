import { type AlertKind, type AlertRecord, type OutboxEntry } from '@app/domain';
import {
  flappedOn,
  flapsAgain,
  followUpOf,
  remindedBy,
  startedFlapping,
  withOutage,
} from '@app/domain/alerting';
import type { Ports } from '../ports/index.ts';
import { readTelling, type TellingPorts } from './telling.ts';

type OpenEntry = Extract<OutboxEntry, { type: 'open' }>;
type OutagePorts = Pick<Ports, 'alerts' | 'now'>;

/** Races that are lost before a step is left to the next one. */
const MAX_TRIES = 3;

/** What a new outage is to a site that goes up and down: part of an alert that is there, or the beginning of one. */
export type Flapped = { joins: AlertRecord } | { opens: Pick<AlertRecord, 'flapping'> };

/**
 * Decides whether a site that fails goes up and down. The second outage soon after the first one opens an alert that stands
 * for all that follow, until the site is steady.
 */
export async function flap(
  { alerts }: OutagePorts,
  subject: string,
  { kind, alertId, at }: Pick<OpenEntry, 'kind' | 'alertId' | 'at'>,
): Promise<Flapped> {
  if (kind !== 'down' && kind !== 'slow') return { opens: {} };
  for (let i = 0; i < MAX_TRIES; i++) {
    const before = await alerts.latest(subject, kind);
    if (!before || before.id === alertId) return { opens: {} };
    const { flapping, outageIds = [before.id] } = before;
    // Somebody else was faster, and it may be over by now.
    if (outageIds.includes(alertId)) return { joins: before };
    if (before.endedAt !== null || !flapping) {
      const ended = { ...before, ending: before.ending ?? null };
      return { opens: flapsAgain(ended, at) ? { flapping: startedFlapping(at) } : {} };
    }
    // It was told on its own, or as part of another alert, and is over: whoever comes with it is late.
    if (await alerts.isTaken(alertId)) return { opens: {} };
    const joined = await alerts.flap(before.id, flapping.changes, {
      flapping: flappedOn(flapping, false, at),
      outageIds: withOutage(outageIds, alertId),
    });
    // Else the clock was faster: it may count as steady by now.
    if (joined) return { joins: joined };
  }
  throw lostRaces();
}

/**
 * Notes that an outage of a site that goes up and down is over; people are told once it is steady. Null where that is no such
 * site: its alert ends.
 *
 * @param outageId the id that the target has for the outage
 */
export async function flapUp(
  { alerts }: OutagePorts,
  alert: AlertRecord,
  { outageId, at }: { outageId: string; at: Date },
): Promise<AlertRecord | null> {
  let current: AlertRecord | null = alert;
  for (let i = 0; i < MAX_TRIES; i++) {
    if (current?.endedAt !== null) return null;
    const { flapping, outageIds = [current.id] } = current;
    // A later one lasts, also where the site goes up and down no more.
    if (outageIds.at(-1) !== outageId) return current;
    if (!flapping) return null;
    if (flapping.isUp) return current;
    const change = { flapping: flappedOn(flapping, true, at), outageIds };
    const changed = await alerts.flap(current.id, flapping.changes, change);
    if (changed) return changed;
    current = await alerts.get(alert.id);
  }
  throw lostRaces();
}

/** The entry stays where it is, and is carried out again. */
const lostRaces = (): Error => new Error('The alert was changed by others each time.');

const KINDS: readonly AlertKind[] = ['down', 'slow'];

/** The alert of an outage: its own, or the one that stands for a site that goes up and down. */
export async function alertOfOutage(
  { alerts }: Pick<Ports, 'alerts'>,
  subject: string,
  outageId: string,
): Promise<AlertRecord | null> {
  const own = await alerts.get(outageId);
  if (own) return own;
  for (const kind of KINDS) {
    const latest = await alerts.latest(subject, kind);
    if (latest?.outageIds?.includes(outageId)) return latest;
  }
  return null;
}

/** Alerts of a subject that goes up and down which last: also of one that is up at the moment, and has no outage to end. */
export async function flappingAlerts(
  { alerts }: Pick<Ports, 'alerts'>,
  subject: string,
): Promise<AlertRecord[]> {
  const latest = await Promise.all(KINDS.map((kind) => alerts.latest(subject, kind)));
  return latest.flatMap((alert) => (alert?.flapping && alert.endedAt === null ? [alert] : []));
}

/**
 * Tells those who know of an outage that it has lasted for a while, on the alert that they know: as a reminder, unless they
 * were reminded just before. Returns that alert, with or without something to tell.
 */
export async function remindOfOutage(
  ports: OutagePorts & TellingPorts,
  alertId: string,
  at: Date,
): Promise<AlertRecord[]> {
  for (let i = 0; i < MAX_TRIES; i++) {
    const alert = await ports.alerts.get(alertId);
    if (alert?.state !== 'open' || alert.flapping) return [];
    const { audience } = await readTelling(ports, { ...alert, kind: 'persistent' });
    if (!audience.isWanted) return [alert];
    const followUp = remindedBy(followUpOf(alert), audience.reminders, ports.now());
    if (!followUp) return [alert];
    const reminded = await ports.alerts.follow(alertId, alert.dueAt ?? null, {
      followUp,
      notifications: [{ key: `lasting-${at.getTime()}`, event: 'reminder', at }],
      dueAt: null,
    });
    if (reminded) return [reminded];
  }
  return [];
}
