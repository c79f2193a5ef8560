import {
  type AlertRecord,
  describeCause,
  diskTrouble,
  FIRST_LOOK,
  floodTrouble,
  judgeSystem,
  type KnownTrouble,
  lastingOf,
  look,
  type PendingNotification,
  type Present,
  presentOf,
  READ_ONLY,
  REFUSALS_END_MS,
  SYSTEM_SUBJECT,
  type Trouble,
} from '@app/domain';
import type { Context } from '../context.ts';
import { planDeliveries, type AnnouncePorts } from '../outbox/plan-deliveries.ts';
import type { Ports } from '../ports/index.ts';
import { readBlindness } from './read-blindness.ts';
import { readQueues, type SystemPorts } from './read-queues.ts';

export type WatchdogPorts = SystemPorts &
  AnnouncePorts &
  Pick<Ports, 'changes' | 'disk' | 'floods'>;

/** How often the watchdog looks. */
export const WATCH_MS = 10_000;
/** Numbers in the sentence are brought up to date this often: each time is a write. */
const REWORD_MS = 60_000;

/**
 * Makes a watchdog: each call looks at the machinery once, and opens the one `system` alert when what it sees has
 * lasted, keeps its sentence true, tells people of what joins or gets worse, and ends it. Any number of processes may
 * watch: the alert itself is the shared memory. Trouble that could not be stored, because the disk of the store was
 * full, is told when it can be, and ends as any other. Answers the alert that it changed, or null.
 */
export function createWatchdog(context: Context<WatchdogPorts>): () => Promise<AlertRecord | null> {
  const { ports } = context;
  let watch = FIRST_LOOK;
  let wasRefused = false;
  return async () => {
    const floodsSince = new Date(ports.now().getTime() - REFUSALS_END_MS);
    const [queues, blindness, freeBytes, floods] = await Promise.all([
      readQueues(context),
      readBlindness(ports),
      ports.disk.freeBytes(),
      ports.floods.since(floodsSince),
    ]);
    const found = [diskTrouble(freeBytes), floodTrouble(floods)].filter((one) => one !== null);
    const seen = [...found, ...judgeSystem({ ...queues, ...blindness })];
    const troubles = wasRefused ? [READ_ONLY, ...seen] : seen;
    watch = look(watch, troubles);
    const { items } = await ports.alerts.list({ kind: 'system', limit: 1 });
    const latest = items[0];
    // One that was acknowledged goes on until the trouble itself has ended.
    const current = latest?.endedAt === null ? latest : null;
    const at = ports.now();
    const known = current ? knownOf(current, troubles) : [];
    const present = presentOf(watch, known, at);
    const changed = await follow(ports, { present, current, at }).catch((error: unknown) => {
      wasRefused ||= lastingOf(present.troubles).length > 0;
      throw error;
    });
    wasRefused = false;
    if (!changed) return null;
    await ports.changes.publish([{ type: 'alert', id: changed.id }]);
    await planDeliveries(ports, changed);
    return changed;
  };
}

/** An alert of an older version names what it was opened for in its sentence only: that is what is wrong now. */
const knownOf = (alert: AlertRecord, troubles: readonly Trouble[]): KnownTrouble[] =>
  alert.troubles ?? troubles.map((one) => ({ ...one, since: alert.openedAt, until: null }));

interface Seen {
  present: Present;
  current: AlertRecord | null;
  at: Date;
}

async function follow(ports: WatchdogPorts, seen: Seen): Promise<AlertRecord | null> {
  const { present, current, at } = seen;
  if (!current) return lastingOf(present.troubles).length > 0 ? await open(ports, seen) : null;
  if (present.isOver) {
    const announcement = { key: 'resolved', event: 'resolved', at } as const;
    return await ports.alerts.end(current.id, { at, resolution: 'recovered', announcement });
  }
  if (current.state === 'open') return await restate(ports, seen, current);
  if (present.news.length === 0) return await restate(ports, seen, current);
  // What a person took on was something else: this is told anew.
  await ports.alerts.end(current.id, { at, resolution: 'acknowledged', announcement: null });
  return await open(ports, seen);
}

/** Keeps an alert true; null when nothing is to be changed, or when another process was first. */
async function restate(
  ports: WatchdogPorts,
  { present: { troubles, news }, at }: Seen,
  current: AlertRecord,
): Promise<AlertRecord | null> {
  // Between the end of the last trouble and the end of the alert its last words stay.
  const { severity, cause } = lastingOf(troubles).length > 0 ? wordsOf(troubles) : current;
  const isReworded =
    current.state === 'open' && describeCause(cause) !== describeCause(current.cause);
  const isDue = at.getTime() - current.updatedAt.getTime() >= REWORD_MS;
  const isOther =
    severity !== current.severity || keysOf(troubles) !== keysOf(current.troubles ?? []);
  if (news.length === 0 && !isOther && !(isReworded && isDue)) return null;
  const announcement = current.state === 'open' ? announcementOf(news, at) : null;
  return await ports.alerts.restate(current.id, current.updatedAt, {
    severity,
    cause,
    troubles,
    announcement,
  });
}

const announcementOf = (news: readonly Trouble[], at: Date): PendingNotification | null =>
  news.length === 0
    ? null
    : { key: `reminder-${news[0]?.key}-${at.getTime()}`, event: 'reminder', at };

/** What an alert names, whatever its words: the troubles, and which of them are over. */
const keysOf = (troubles: readonly KnownTrouble[]): string =>
  troubles
    .map(({ key, until }) => `${key} ${until === null}`)
    .toSorted()
    .join();

function wordsOf(troubles: readonly KnownTrouble[]): Pick<AlertRecord, 'severity' | 'cause'> {
  const lasting = lastingOf(troubles);
  const isCritical = lasting.some(({ severity }) => severity === 'critical');
  return {
    severity: isCritical ? 'critical' : 'warning',
    cause: { is: 'text', text: lasting.map(({ reason }) => reason).join(' ') },
  };
}

/** Null when another process opened it first. */
async function open(
  ports: WatchdogPorts,
  { present: { troubles }, at }: Seen,
): Promise<AlertRecord | null> {
  const alert: AlertRecord = {
    id: ports.newId(),
    subject: SYSTEM_SUBJECT,
    targetId: null,
    targetName: 'Monitor',
    domain: null,
    kind: 'system',
    state: 'open',
    ...wordsOf(troubles),
    troubles,
    openedAt: at,
    since: at,
    resolvedAt: null,
    resolution: null,
    acknowledgedAt: null,
    acknowledgedNote: null,
    endedAt: null,
    updatedAt: at,
    announcements: [{ key: 'opened', event: 'opened', at }],
  };
  return (await ports.alerts.insert(alert)) === 'inserted' ? alert : null;
}
