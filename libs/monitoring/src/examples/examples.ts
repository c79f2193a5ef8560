import type { TargetRecord } from '@app/domain';
import {
  type Example,
  EXAMPLE_TAG,
  EXAMPLES,
  EXAMPLES_PATH,
  exampleHistory,
  type ExamplesReport,
  exampleWords,
  livedTarget,
  type LivedTarget,
} from '@app/domain/examples';
import { dayOf, wholeDay } from '@app/domain/days';
import { hourFromChecks, recordOfDay } from '@app/domain/history';
import { newTarget, timeFacts, urgentOf } from '@app/domain';
import { createMaintenance, removeMaintenance } from '../alert-rules/maintenance.ts';
import { createBreath } from '../breath.ts';
import type { Context } from '../context.ts';
import type { DayOfTarget } from '../ports/daily.ts';
import type { Ports } from '../ports/index.ts';
import { newSettings } from '../targets/target-settings.ts';
import { pauseTarget } from '../targets/pause-target.ts';
import { removeTarget } from '../targets/remove-target.ts';

type ExamplePorts = Parameters<typeof pauseTarget>[0]['ports'] &
  Parameters<typeof createMaintenance>[0]['ports'] &
  Pick<Ports, 'targets' | 'results' | 'daily' | 'alerts' | 'settings' | 'judgeUrl' | 'publicUrl'>;

/** Days that lie behind an example. */
const DAYS = 90;
const DAY_MS = 86_400_000;
/** Checks that are stored with one write: those of ten days. */
const AT_ONCE = 1_440;
const MAINTENANCE_MS = 2 * 3_600_000;

type ExampleWords = ReturnType<typeof exampleWords>;

/**
 * Adds targets that show what the product looks like after some months: with their history, with outages, one of which lasts
 * and is acknowledged, and with maintenance. Nobody is told of them, and the api answers for them. What is there already is
 * not added again.
 */
export async function addExamples(
  context: Context<ExamplePorts>,
  words: ExampleWords = exampleWords(),
): Promise<ExamplesReport> {
  const known = new Set((await examplesOf(context.ports)).map(({ url }) => url));
  const missing = EXAMPLES.filter((example) => !known.has(urlOf(context.ports, example)));
  const ids: string[] = [];
  for (const example of missing) {
    context.signal.throwIfAborted();
    const id = await add(context, example, words);
    // Somebody else adds them at the same time.
    if (id === null) continue;
    ids.push(id);
    if (example === EXAMPLES[0] && known.size === 0) await maintain(context, id, words);
  }
  return { targets: ids.length };
}

/** Removes all examples and the maintenance that was planned for them alone. */
export async function removeExamples(context: Context<ExamplePorts>): Promise<ExamplesReport> {
  const { ports } = context;
  const ids = (await examplesOf(ports)).map(({ id }) => id);
  const { maintenance } = await ports.alertRules.get();
  for (const { id, targetIds, tags } of maintenance) {
    const isOurs = targetIds.length > 0 && tags.length === 0;
    if (isOurs && targetIds.every((one) => ids.includes(one))) await removeMaintenance(context, id);
  }
  for (const id of ids) await removeTarget(context, id);
  return { targets: ids.length };
}

const urlOf = ({ publicUrl }: Pick<Ports, 'publicUrl'>, { path }: Pick<Example, 'path'>): string =>
  `${publicUrl}${EXAMPLES_PATH}${path}`;

/** Targets that the api itself answers for, also those of the time before it had its present address. */
async function examplesOf(ports: Pick<Ports, 'targets' | 'publicUrl'>): Promise<TargetRecord[]> {
  const ids = await ports.targets.order({
    ...{ search: EXAMPLES_PATH, kind: null, tags: [], tagMatch: 'all', statuses: [] },
    ...{ sort: 'name', isReversed: false },
  });
  const found = await ports.targets.listed(ids);
  const ours = `${ports.publicUrl}${EXAMPLES_PATH}`;
  return found.filter((target) => target.url.startsWith(ours) || isExample(target));
}

/** Whether nothing was changed of what an example is known by; nobody else's target is to be taken for one. */
const isExample = ({ url, name, tags }: TargetRecord): boolean =>
  EXAMPLES.some(
    ({ path, settings }) =>
      URL.parse(url)?.pathname === `${EXAMPLES_PATH}${path}` &&
      settings.name === name &&
      tags.includes(EXAMPLE_TAG),
  );

/** Null where it is there already. */
async function add(
  context: Context<ExamplePorts>,
  example: Example,
  words: ExampleWords,
): Promise<string | null> {
  const { ports } = context;
  const deps = { now: ports.now(), newId: ports.newId };
  const settings = await newSettings(ports, {
    ...{ url: urlOf(ports, example), ...example.settings, intervalSeconds: 60 },
    // They are there to be looked at.
    alerting: { channelIds: [] },
  });
  const blank = newTarget(deps, settings, null);
  const from = new Date(deps.now.getTime() - DAYS * DAY_MS);
  const history = exampleHistory(example, { from, to: deps.now });
  const lived = livedTarget(deps, { blank, example, history, note: words.note });
  const { conflictWith } = await ports.targets.insert(lived.record, { unique: true });
  if (conflictWith) return null;
  for (const alert of lived.alerts) await ports.alerts.insert(alert);
  await keep(ports, lived, deps.now);
  const { id } = blank;
  if (example.now === 'paused') await pauseTarget(context, id);
  else await ports.queue.enqueueChecks(urgentOf(lived.record));
  const lasting = lived.alerts.filter(({ endedAt }) => endedAt === null);
  await ports.changes.publish([
    { type: 'target', id },
    ...lasting.map((alert) => ({ type: 'alert' as const, id: alert.id })),
  ]);
  return id;
}

/** Stores the checks, and the records of the days that are over. */
async function keep(
  ports: Pick<Ports, 'results' | 'daily' | 'settings'>,
  { record, older, alerts }: LivedTarget,
  now: Date,
): Promise<void> {
  const { timeZone: zone } = await ports.settings.get();
  const targetId = record.id;
  const down = alerts.map(({ id, since, endedAt }) => ({ alertId: id, from: since, to: endedAt }));
  const time = timeFacts(record, down, now);
  const today = dayOf(now, zone);
  const breathe = createBreath();
  for (let at = 0; at < older.length; at += AT_ONCE) {
    await ports.results.append([{ targetId, checks: older.slice(at, at + AT_ONCE) }]);
    await breathe();
  }
  const records: DayOfTarget[] = [];
  for (const [day, checks] of Map.groupBy(older, ({ slot }) => dayOf(slot, zone))) {
    if (day === today) continue;
    const facts = { hours: [hourFromChecks(checks)], time };
    records.push({ targetId, record: recordOfDay(wholeDay(day, zone), zone, facts) });
    await breathe();
  }
  await ports.daily.put(records);
}

async function maintain(
  context: Context<ExamplePorts>,
  targetId: string,
  { maintenance: name }: ExampleWords,
): Promise<void> {
  const { ports } = context;
  const { timeZone } = await ports.settings.get();
  const from = ports.now();
  const once = { from, to: new Date(from.getTime() + MAINTENANCE_MS) };
  await createMaintenance(context, { name, targetIds: [targetId], tags: [], once, timeZone });
}
