import { FIRST_LOOK, judgeSystem, look, READ_ONLY, verdictOf, type Trouble } from '@app/domain';
import { announce, type AnnouncePorts } from '../alerts/announce.ts';
import { SYSTEM_SUBJECT } from '../alerts/subject.ts';
import type { Ports } from '../ports.ts';
import type { AlertRecord } from '../records.ts';
import { readQueues, type SystemPorts } from './read-queues.ts';

export type WatchdogPorts = SystemPorts & AnnouncePorts & Pick<Ports, 'bell'>;

/** How often the watchdog looks. */
export const WATCH_MS = 10_000;

/**
 * Makes a watchdog: each call looks at the machinery once, and opens or ends the one `system` alert when
 * what it sees has lasted. Any number of processes may watch: the alert itself is the shared memory, and
 * the index of open alerts lets one of them open it. Trouble that could not be stored, because the disk of the store
 * was full, is told when it can be, and ends as any other. Answers the alert that it changed, or null.
 */
export function createWatchdog(ports: WatchdogPorts): () => Promise<AlertRecord | null> {
  let watch = FIRST_LOOK;
  let wasRefused = false;
  return async () => {
    const troubles = judgeSystem(await readQueues(ports));
    watch = look(watch, troubles.length > 0);
    const verdict = wasRefused ? 'trouble' : verdictOf(watch);
    if (verdict === 'wait') return null;
    const { items } = await ports.alerts.list({ kind: 'system', limit: 1 });
    const latest = items[0];
    // One that was acknowledged goes on until the trouble itself has ended.
    const current = latest?.endedAt === null ? latest : null;
    const seen = wasRefused ? [READ_ONLY, ...troubles] : troubles;
    const changed = await follow(ports, { verdict, troubles: seen, current }).catch(
      (error: unknown) => {
        wasRefused ||= verdict === 'trouble';
        throw error;
      },
    );
    wasRefused = false;
    if (!changed) return null;
    await ports.bell.ring([{ type: 'alert', id: changed.id }]);
    await announce(ports, changed);
    return changed;
  };
}

interface Seen {
  verdict: 'trouble' | 'fine';
  troubles: readonly Trouble[];
  current: AlertRecord | null;
}

async function follow(
  ports: WatchdogPorts,
  { verdict, troubles, current }: Seen,
): Promise<AlertRecord | null> {
  const at = ports.now();
  if (verdict === 'fine') {
    const announcement = { key: 'resolved', event: 'resolved', at } as const;
    return (
      current && (await ports.alerts.end(current.id, { at, resolution: 'recovered', announcement }))
    );
  }
  const severity = troubles.some((trouble) => trouble.severity === 'critical')
    ? 'critical'
    : 'warning';
  const reason = troubles.map((trouble) => trouble.reason).join(' ');
  if (!current) return await open(ports, { severity, reason, at });
  const isWorse = severity === 'critical' && current.severity !== 'critical';
  if (!isWorse) return null;
  const announcement = { key: `reminder-${severity}`, event: 'reminder', at } as const;
  return await ports.alerts.escalate(current.id, { severity, reason, announcement });
}

/** Null when another process opened it first. */
async function open(
  ports: WatchdogPorts,
  { severity, reason, at }: { severity: AlertRecord['severity']; reason: string; at: Date },
): Promise<AlertRecord | null> {
  const alert: AlertRecord = {
    id: ports.newId(),
    subject: SYSTEM_SUBJECT,
    targetId: null,
    targetName: 'Monitor',
    domain: null,
    kind: 'system',
    state: 'open',
    severity,
    reason,
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
