import {
  affectedTargets,
  type Change,
  type Check,
  type LiveEvent,
  type TargetRecord,
  toAlert,
  toInboxItem,
  viewWithFailure,
} from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { toTargets, type ShowPorts } from '../targets/to-target.ts';

export type LivePorts = ShowPorts & Pick<Ports, 'targets' | 'results' | 'inbox'>;

/** Changes a client can be told one by one; after more than that, it should load its pages again. */
const MAX_EVENTS = 500;
/** A check takes no longer than the longest timeout, and a moment to be recorded. */
const LONGEST_CHECK_MS = 65_000;
const RELOAD: LiveEvent[] = [{ type: 'reload' }];

/**
 * Events for published changes; each thing is read once, however often it was published. With `resultsSince`
 * every result of the targets from then on is told, oldest first, else the newest one of those that have one. A
 * single `reload` for domains with too many targets on them, and where the events are too many.
 */
export async function eventsFor(
  { ports }: Context<LivePorts>,
  changes: readonly Change[],
  resultsSince: Date | null = null,
): Promise<LiveEvent[]> {
  const ids = (type: Change['type']): string[] => [
    ...new Set(changes.filter((change) => change.type === type).map(({ id }) => id)),
  ];
  const onDomains = await targetsOn(ports, ids('domain'));
  const results = new Set(ids('result'));
  const targetIds = new Set([...ids('target'), ...results, ...onDomains]);
  const alertIds = ids('alert');
  const inboxIds = ids('inbox');
  if (onDomains.length + alertIds.length + inboxIds.length > MAX_EVENTS) return RELOAD;
  const records = await ports.targets.getMany([...targetIds]);
  const missed = resultsSince && (await resultsOf(ports, records, resultsSince));
  if (missed && missed.length + records.length > MAX_EVENTS) return RELOAD;
  const targets = await toTargets(ports, records);
  const alerts = alertIds.length > 0 ? await ports.alerts.getMany(alertIds) : [];
  const items = inboxIds.length > 0 ? await ports.inbox.getMany(inboxIds) : [];
  const newest = records.flatMap(({ id, recent }): LiveEvent[] => {
    const check = recent.at(-1);
    return check && results.has(id) ? [resultEvent(id, check)] : [];
  });
  return [
    ...(missed ?? newest),
    ...targets.map((target): LiveEvent => ({ type: 'target', target })),
    ...alerts.map((alert): LiveEvent => ({ type: 'alert', alert: toAlert(alert) })),
    ...items.map((item): LiveEvent => ({ type: 'inbox', item: toInboxItem(item) })),
    ...ids('rules').map((): LiveEvent => ({ type: 'rules' })),
    ...ids('removed').map((targetId): LiveEvent => ({ type: 'removed', targetId })),
  ];
}

const resultEvent = (targetId: string, check: Check): LiveEvent => ({
  type: 'result',
  targetId,
  check: viewWithFailure(check),
});

/** Every result of targets whose check ended at or after an instant. */
async function resultsOf(
  ports: Pick<Ports, 'results'>,
  records: readonly TargetRecord[],
  since: Date,
): Promise<LiveEvent[]> {
  const events: LiveEvent[] = [];
  for (const record of records) {
    const hasEnded = ({ at, latencyMs }: Check): boolean =>
      at.getTime() + (latencyMs ?? record.request.timeoutMs) >= since.getTime();
    const carried = record.recent.filter(hasEnded);
    const oldest = record.recent[0];
    const checks = [...carried];
    if (oldest && carried.length === record.recent.length) {
      const from = new Date(since.getTime() - LONGEST_CHECK_MS);
      const archived: Check[] = [];
      for await (const piece of ports.results.range(record.id, from, oldest.slot)) {
        archived.push(...piece.filter(hasEnded));
      }
      checks.unshift(...archived);
    }
    for (const check of checks) events.push(resultEvent(record.id, check));
    if (events.length > MAX_EVENTS) return events;
  }
  return events;
}

const targetsOn = async (
  { targets }: Pick<Ports, 'targets'>,
  domains: readonly string[],
): Promise<string[]> =>
  domains.length === 0 ? [] : await targets.idsOnDomains(domains, MAX_EVENTS + 1);

/**
 * Events that a client missed since an instant; a single `reload` when there are too many. With `shown`, of targets
 * only these are told, whatever has changed in them.
 */
export async function eventsSince(
  context: Context<LivePorts>,
  since: Date,
  shown: readonly string[] | null = null,
): Promise<LiveEvent[]> {
  const { ports } = context;
  const limit = MAX_EVENTS + 1;
  const [targetIds, domains, alerts, items] = await Promise.all([
    shown ?? ports.targets.changedSince(since, limit),
    shown ? [] : ports.registrations.changedSince(since, limit),
    ports.alerts.changedSince(since, limit),
    ports.inbox.since(since, limit),
  ]);
  if (targetIds.length + domains.length + alerts.length + items.length > MAX_EVENTS) return RELOAD;
  const changes = [
    ...targetIds.map((id): Change => ({ type: 'target', id })),
    ...domains.map((id): Change => ({ type: 'domain', id })),
    ...alerts.flatMap((alert): Change[] => [
      { type: 'alert', id: alert.id },
      ...(shown ? [] : affectedTargets(alert)),
    ]),
    ...items.map(({ id }): Change => ({ type: 'inbox', id })),
  ];
  return await eventsFor(context, changes, since);
}
