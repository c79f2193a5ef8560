import { setTimeout as sleep } from 'node:timers/promises';
import type { AlertRecord } from '@app/domain';
import { addChannel } from '../../faults/stage/channels.ts';
import { FINE, type Answer } from '../../faults/stage/site.ts';
import { until } from '../../faults/stage/stage.ts';
import type { TargetPlan } from '../../faults/stage/targets.ts';
import { quantile } from '../../quantile.ts';
import type { Received } from '../../receivers/received.ts';
import { step } from '../../terminal.ts';
import { atMost, row, type Row } from '../rows.ts';
import { LimitedChat } from './limited-chat.ts';
import { isOut, type Missed, missedOf, type Outage } from './missed.ts';
import { QueueWatch, type QueueFigures } from './queue-watch.ts';
import { addTargets, everyAlert, INTERVAL_SECONDS, onScene, untilUp, type Scene } from './scene.ts';
import { SingleFailures } from './single-failures.ts';
import { rowsOfAgain, toldOf, waitsOf } from './told.ts';

/** Outages of one channel begin so far apart that they are no storm (more than 20 within a minute). */
const PER_CHANNEL = 20;
const SPREAD_MS = 90_000;
/** A bit more than two intervals. */
const OUTAGE_MS = 2 * INTERVAL_SECONDS * 1_000 + 2_000;
const DEADLINE_SECONDS = 10;
const CONFIRMATION_SECONDS = 30;
const SINGLE_FAILURES = 0.01;
/** Checks of a target in a day at the default interval. */
const CHECKS_OF_A_DAY = 288;
/** Alerts for a channel that never answers, and for one that asks for quiet. */
const FOR_HUNG = 100;
const FOR_LIMITED = 10;
const QUIET_SECONDS = 30;
/** The end of the last outage is seen and told meanwhile. */
const SETTLE_MS = (INTERVAL_SECONDS + 10) * 1_000;
/** What is told within this time is late; what is not is lost. */
const LATE_MS = 120_000;
const LOOK_MS = 2_000;
/** Bars for an alert and for its end, in seconds. */
const TOLD_SECONDS = 5;
const END_TOLD_SECONDS = INTERVAL_SECONDS + 5;
const FAILED: Answer = { status: 500, afterMs: 0 };

interface Channels {
  readonly usual: readonly string[];
  readonly hung: string;
  readonly limited: string;
}

/** What came of it all. */
interface Seen {
  readonly healthy: readonly string[];
  readonly outages: ReadonlyMap<string, Outage>;
  readonly alerts: readonly AlertRecord[];
  readonly missed: Missed;
  readonly told: readonly Received[];
  readonly checks: number;
  readonly singles: number;
  readonly waiting: number;
  readonly limited: LimitedChat;
  readonly jobs: QueueFigures;
}

/**
 * Days of checks in which single ones fail, and outages of a bit more than two intervals, beside a channel that never
 * answers and one that asks for quiet. Time is scaled: checks come every 20 s and not every 300 s.
 */
export function benchDays(count: number): Promise<Row[]> {
  return step(`${count} outages and single failures, beside a channel that hangs`, () =>
    onScene(async (scene) => rowsOf(await play(scene, count))),
  );
}

async function play(scene: Scene, count: number): Promise<Seen> {
  const { receivers, site, stores } = scene;
  const channels = await addChannels(scene, Math.ceil(count / PER_CHANNEL));
  const healthy = await addTargets(scene, count, () => planFor(channels.hung));
  const failing = await addTargets(scene, count, (number) =>
    planFor(channels.usual[number % channels.usual.length]),
  );
  const others = [
    ...(await addTargets(scene, FOR_HUNG, () => planFor(channels.hung))),
    ...(await addTargets(scene, FOR_LIMITED, () => planFor(channels.limited))),
  ];
  const limited = new LimitedChat({
    ...{ spacingMs: 0, refuses: new Set([1]), quietSeconds: QUIET_SECONDS },
  });
  receivers.react = (name, { at }) =>
    name === 'hung' ? 'never' : name === 'limited' ? limited.answer(at) : { status: 204 };
  const singles = new SingleFailures(healthy, SINGLE_FAILURES);
  let outages: ReadonlyMap<string, Outage> = new Map();
  site.answer = (path) =>
    isOut(outages.get(path), Date.now()) || singles.fails(path) ? FAILED : FINE;
  const worker = scene.startWorker();
  await untilUp(scene, healthy.length + failing.length + others.length);

  const queue = await QueueWatch.start(scene.postgres.url);
  const from = Date.now();
  const askedBefore = askedOf(scene, healthy);
  const planned = outagesOf(failing, channels.usual.length, from);
  outages = new Map([...planned, ...others.map((id) => [id, whole(from)] as const)]);
  await sleep(SPREAD_MS);
  const waiting = await stores.deliveries.pendingOnLane(channels.hung, FOR_HUNG);
  await sleep(OUTAGE_MS + SETTLE_MS);
  const jobs = await queue.stop();
  const checks = askedOf(scene, healthy) - askedBefore;
  const told = (): Received[] =>
    channels.usual.flatMap((_, index) => receivers.of(nameOfUsual(index)));
  let alerts: AlertRecord[] = [];
  let missed: Missed = { lost: [], unseen: [] };
  await until(async () => {
    await sleep(LOOK_MS);
    alerts = (await everyAlert(stores)).filter(({ kind }) => kind === 'down');
    const alerted = new Set(alerts.map(({ targetId }) => targetId ?? ''));
    missed = missedOf(planned, alerted, (id) => site.asksOf(id).map(({ at }) => at));
    return missed.lost.length === 0 && areTold(alerts, planned, told());
  }, LATE_MS);
  await worker.end('SIGTERM');
  return {
    ...{ healthy, outages: planned, limited, jobs, singles: singles.count, alerts, missed, checks },
    told: told(),
    waiting: waiting.length,
  };
}

/** Whether beginning and end of each outage that has an alert were told. */
function areTold(
  alerts: readonly AlertRecord[],
  outages: ReadonlyMap<string, Outage>,
  received: readonly Received[],
): boolean {
  const [openings, ends] = [toldOf(received, 'opened').at, toldOf(received, 'resolved').at];
  return alerts
    .filter(({ targetId }) => outages.has(targetId ?? ''))
    .every(({ id }) => openings.has(id) && ends.has(id));
}

const nameOfUsual = (index: number): string => `usual-${index}`;

async function addChannels({ stores, receivers }: Scene, usual: number): Promise<Channels> {
  const add = (name: string): Promise<string> =>
    addChannel(stores, { kind: 'webhook', name, config: { url: receivers.urlOf(name) } });
  return {
    usual: await Promise.all(Array.from({ length: usual }, (_, index) => add(nameOfUsual(index)))),
    hung: await add('hung'),
    limited: await add('limited'),
  };
}

const planFor = (channelId: string | undefined): Partial<TargetPlan> => ({
  // A single failed request is a single failed check.
  request: { retries: 0 },
  alerting: { channelIds: channelId === undefined ? [] : [channelId] },
});

const whole = (from: number): Outage => ({ from, to: from + SPREAD_MS });

/** Outages at any moment, those of one channel one after the other. */
function outagesOf(ids: readonly string[], channels: number, begin: number): Map<string, Outage> {
  const apartMs = SPREAD_MS / PER_CHANNEL;
  return new Map(
    ids.map((id, index) => {
      const from = begin + apartMs * (Math.floor(index / channels) + Math.random());
      return [id, { from, to: from + OUTAGE_MS }];
    }),
  );
}

const askedOf = ({ site }: Scene, ids: readonly string[]): number =>
  ids.reduce((sum, id) => sum + site.asksOf(id).length, 0);

function rowsOf(seen: Seen): Row[] {
  const { healthy, outages, alerts, told, missed } = seen;
  const byTarget = new Map(alerts.map((alert) => [alert.targetId ?? '', alert]));
  const pairs = [...outages].flatMap(([id, outage]) => {
    const alert = byTarget.get(id);
    return alert ? [{ alert, outage }] : [];
  });
  const times = (timeOf: (pair: (typeof pairs)[number]) => number) =>
    new Map(pairs.map((pair) => [pair.alert.id, timeOf(pair)]));
  const opened = times(({ alert }) => alert.openedAt.getTime());
  const [openings, ends] = [toldOf(told, 'opened'), toldOf(told, 'resolved')];
  const detection = waitsOf(
    times(({ outage }) => outage.from),
    opened,
  );
  const handing = waitsOf(opened, openings.at);
  const recovery = waitsOf(
    times(({ outage }) => outage.to),
    ends.at,
  );
  const worst = INTERVAL_SECONDS + CONFIRMATION_SECONDS + DEADLINE_SECONDS;
  const days = seen.checks / CHECKS_OF_A_DAY;
  return [
    row(
      'outage -> open alert p50',
      quantile(detection, 0.5),
      's',
      atMost(INTERVAL_SECONDS / 2 + 35),
    ),
    row('outage -> open alert max', quantile(detection, 1), 's', atMost(worst)),
    row('open alert -> handed over p50', quantile(handing, 0.5), 's', atMost(1)),
    row('  p95, beside a channel that hangs', quantile(handing, 0.95), 's', atMost(TOLD_SECONDS)),
    row('  p99', quantile(handing, 0.99), 's', atMost(TOLD_SECONDS)),
    row('recovery -> resolve message max', quantile(recovery, 1), 's', atMost(END_TOLD_SECONDS)),
    row('alerts lost: opened, never told', opened.size - handing.length, '', atMost(0)),
    row('  late: told after the bar', countAbove(handing, TOLD_SECONDS), ''),
    row('ends lost: never told', opened.size - recovery.length, '', atMost(0)),
    row('  late: told after the bar', countAbove(recovery, END_TOLD_SECONDS), ''),
    ...rowsOfAgain([...openings.again, ...ends.again]),
    row('days of a target with single failures', days, ''),
    row('  single failures', seen.singles, ''),
    row('  false downs', healthy.filter((id) => byTarget.has(id)).length, '', atMost(0)),
    row('outages', outages.size, ''),
    row('  missed downs', missed.lost.length + missed.unseen.length, '', atMost(0)),
    row('    lost: two checks failed, no alert', missed.lost.length, '', atMost(0)),
    row('    late: over before two checks came', missed.unseen.length, ''),
    row('waiting for the channel that hangs', seen.waiting, ''),
    row('requests during Retry-After', seen.limited.early, '', atMost(0)),
    row('jobs of single deliveries', seen.jobs.single, '', atMost(0)),
    row('  jobs that wait for one lane, at most', seen.jobs.perLane, ''),
  ];
}

const countAbove = (values: readonly number[], bar: number): number =>
  values.filter((value) => value > bar).length;
