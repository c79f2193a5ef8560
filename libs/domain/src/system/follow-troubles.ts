import type { AlertRecord, PendingNotification } from '../alert/record.ts';
import { SYSTEM_SUBJECT } from '../alert/subject.ts';
import type { KnownTrouble, Trouble } from '../alert/system-trouble.ts';
import { isSameValue } from '../common/same-value.ts';
import { lastingOf, type Present } from './watch.ts';

/** Numbers of the alert are brought up to date this often: each time is a write. */
const REWORD_MS = 60_000;

type Said = Pick<AlertRecord, 'severity' | 'cause'>;

/** What follows from a look for the one alert about the monitor; times are those of the look. */
export type SystemAlertStep =
  | { do: 'open'; alert: AlertRecord }
  | { do: 'end'; id: string }
  /** What a person took on was something else: it ends without a word, and this is told anew. */
  | { do: 'replace'; id: string; alert: AlertRecord }
  | {
      do: 'restate';
      id: string;
      /** It was seen as it was then; who changed it meanwhile was first. */
      seenAt: Date;
      change: Said & { troubles: KnownTrouble[]; announcement: PendingNotification | null };
    };

/**
 * What an alert names. One of an older version names what it was opened for in its sentence only: that is what is wrong
 * now.
 *
 * @param seen what is wrong at this look
 */
export const knownTroubles = (alert: AlertRecord, seen: readonly Trouble[]): KnownTrouble[] =>
  alert.troubles ?? seen.map((one) => ({ ...one, since: alert.openedAt, until: null }));

/**
 * Decides what becomes of the alert about the monitor: it opens when what is wrong has lasted, stays true, tells of what
 * joins or gets worse, and ends once nothing is wrong. Null when nothing is to be written.
 *
 * @param current the alert whose condition lasts, if there is one
 */
export function followTroubles(
  { newId, now }: { newId: () => string; now: Date },
  present: Present,
  current: AlertRecord | null,
): SystemAlertStep | null {
  const open = () => newAlert(newId(), present.troubles, now);
  if (!current)
    return lastingOf(present.troubles).length > 0 ? { do: 'open', alert: open() } : null;
  if (present.isOver) return { do: 'end', id: current.id };
  if (current.state === 'open' || present.news.length === 0) return restated(present, current, now);
  return { do: 'replace', id: current.id, alert: open() };
}

function restated(
  { troubles, news }: Present,
  current: AlertRecord,
  now: Date,
): SystemAlertStep | null {
  // Between the end of the last trouble and the end of the alert its last words stay.
  const { severity, cause } = lastingOf(troubles).length > 0 ? saidOf(troubles) : current;
  const isOpen = current.state === 'open';
  const isReworded = isOpen && !isSameValue(cause, current.cause);
  const isDue = now.getTime() - current.updatedAt.getTime() >= REWORD_MS;
  const isOther =
    severity !== current.severity || keysOf(troubles) !== keysOf(current.troubles ?? []);
  if (news.length === 0 && !isOther && !(isReworded && isDue)) return null;
  const announcement = isOpen ? announcementOf(news, now) : null;
  return {
    do: 'restate',
    id: current.id,
    seenAt: current.updatedAt,
    change: { severity, cause, troubles, announcement },
  };
}

const announcementOf = ([first]: readonly Trouble[], at: Date): PendingNotification | null =>
  first ? { key: `reminder-${first.key}-${at.getTime()}`, event: 'reminder', at } : null;

/** What an alert names, whatever its words: the troubles, and which of them are over. */
const keysOf = (troubles: readonly KnownTrouble[]): string =>
  troubles
    .map(({ key, until }) => `${key} ${until === null}`)
    .toSorted()
    .join();

function saidOf(troubles: readonly KnownTrouble[]): Said {
  const lasting = lastingOf(troubles);
  const isCritical = lasting.some(({ severity }) => severity === 'critical');
  return {
    severity: isCritical ? 'critical' : 'warning',
    cause: { is: 'troubles', troubles: lasting.map(({ fact }) => fact) },
  };
}

const newAlert = (id: string, troubles: KnownTrouble[], at: Date): AlertRecord => ({
  id,
  subject: SYSTEM_SUBJECT,
  targetId: null,
  targetName: 'Monitor',
  domain: null,
  kind: 'system',
  state: 'open',
  ...saidOf(troubles),
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
});
