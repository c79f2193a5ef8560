import type { AlertRecord } from '../alert/record.ts';
import { isOlder, matterOf, type Word } from './matter.ts';
import type { DeliveryRecord } from './record.ts';

/** What waits for its time, and what has to wait for it. */
export interface InTurn {
  /** Deliveries that may be told now. */
  due: DeliveryRecord[];
  /** Those that wait until then for older ones about the same. */
  waits: { id: string; until: Date }[];
}

/**
 * Keeps what is due behind older words of the same matter to the same receiver whose time has not come: people take the last
 * one for true. One that was refused for a while holds up what came after it until it is tried again; one that was held back,
 * as for quiet hours, is told before it.
 *
 * @param waiting pending deliveries of the lane that are due later
 */
export function behindOlder(
  due: readonly DeliveryRecord[],
  waiting: readonly DeliveryRecord[],
  alerts: ReadonlyMap<string, AlertRecord>,
): InTurn {
  if (waiting.length === 0) return { due: [...due], waits: [] };
  const older = Map.groupBy(
    waiting.flatMap((one) => wordOf(one, alerts) ?? []).filter(({ delivery }) => counts(delivery)),
    ({ matter }) => matter,
  );
  const inTurn = new Set<DeliveryRecord>();
  const waits: InTurn['waits'] = [];
  for (const delivery of due) {
    const word = wordOf(delivery, alerts);
    const before = (word ? (older.get(word.matter) ?? []) : []).filter(
      (one) => word && one.delivery.alertId !== delivery.alertId && isOlder(one, word),
    );
    const until = triedNextAt(before);
    if (until) {
      waits.push({ id: delivery.id, until });
      continue;
    }
    for (const one of before) inTurn.add(one.delivery);
    inTurn.add(delivery);
  }
  return { due: [...inTurn], waits };
}

interface DatedWord extends Word {
  delivery: DeliveryRecord;
}

function wordOf(
  delivery: DeliveryRecord,
  alerts: ReadonlyMap<string, AlertRecord>,
): DatedWord | null {
  const alert = alerts.get(delivery.alertId);
  if (!alert) return null;
  const { recipient, createdAt } = delivery;
  return { delivery, alert, createdAt, matter: matterOf(alert, recipient) };
}

/** Reminders of what is over are not told, and what a person sends again may come late. */
const counts = ({ event, redrivenAt }: DeliveryRecord): boolean =>
  event !== 'reminder' && redrivenAt === undefined;

/** When the first of some that were refused is tried again; null where none was. */
const triedNextAt = (words: readonly DatedWord[]): Date | null =>
  words
    .filter(({ delivery }) => delivery.attempts.length > 0)
    .flatMap(({ delivery }) => delivery.nextAttemptAt ?? [])
    .toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
