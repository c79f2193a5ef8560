import { CHECK_URGENT, DELIVERY_LANE, DELIVERY_SEND, type Jobs, urgentQueueOf } from '@app/jobs';
import { OWN_SUFFIXES, type AskNetwork } from '@app/checks';
import type { Ping } from '@app/notifications';
import { type FinishedCheck, type LockedSecrets, Setbacks } from '@app/domain';
import type { OwnFigures } from '@app/domain/backups';
import {
  applyOutboxes,
  backfillDomains,
  CheckRunner,
  type Context,
  createWatchdog,
  doDueUpkeep,
  type DueUpkeepPorts,
  handOverLate,
  HOUSEKEEPING_MS,
  type HousekeepingPorts,
  keepHouse,
  type LanePorts,
  LaneRuns,
  pollChecks,
  type Ports,
  recheckUnseen,
  reconcileAll,
  recordChecks,
  type RegistrationCheckPorts,
  registrationChecks,
  repeat,
  REPORTS_MS,
  sendDueReports,
  type SendReportPorts,
  systemContext,
  UPKEEP_MS,
  WATCH_MS,
  type WatchCheck,
  watchChecks,
  withRecentRules,
} from '@app/monitoring';
import { Archiver } from './checks/archiver.ts';
import { Attendance } from './checks/attendance.ts';
import { ConcurrencyLimiter } from './checks/concurrency-limiter.ts';
import { StatusChecks } from './checks/status-checks.ts';
import { LeaseKeeper } from './checks/lease-keeper.ts';
import { OutboxRunner } from './checks/outbox-runner.ts';
import { Recorder } from './checks/recorder.ts';
import { CheckScheduler } from './checks/scheduler.ts';
import { runUrgentCheck } from './checks/urgent.ts';
import { Heartbeat } from './heartbeat.ts';
import { LoopWatch } from './loop-watch.ts';
import { OwnNetwork } from './network/own-network.ts';
import { withReturn } from './network/with-return.ts';
import { PartitionHolder } from './partitions/holder.ts';
import { giveSignsOfLife } from './sign-of-life.ts';
import { stuckWork } from './stuck-work.ts';

export type WorkerPorts = LanePorts &
  RegistrationCheckPorts &
  HousekeepingPorts &
  DueUpkeepPorts &
  SendReportPorts &
  Pick<
    Ports,
    | 'workers'
    | 'apiNodes'
    | 'serverClock'
    | 'disk'
    | 'floods'
    | 'statusProbes'
    | 'judgeUrl'
    | 'domainOf'
  > & {
    watchChecks: readonly WatchCheck[];
  };

export interface WorkerOptions {
  ports: WorkerPorts;
  jobs: Jobs;
  /** Checks that run at the same time, at most. */
  concurrency: number;
  /** Where it stands; absent for nowhere in particular. */
  region?: string | null;
  /** Whether an error means that the store is away. */
  isOutage: (error: unknown) => boolean;
  /** Asks whether the network of this machine works. */
  askNetwork: AskNetwork;
  /** Secrets that this process cannot read. */
  locked?: () => LockedSecrets | null;
  /** What this process tells of itself with each sign of life; nothing by default. */
  ownFigures?: () => Promise<Partial<OwnFigures>>;
  /** Gives a sign of life to a service outside; absent for none. */
  ping?: (signal: AbortSignal) => Promise<Ping>;
}

export interface Worker {
  readonly id: string;
  /** Partitions whose scheduled checks this worker runs at the moment. */
  readonly partitions: readonly number[];
  /** Checks that it has finished since its start. */
  readonly finishedChecks: number;
  /**
   * Stops in order: no new work, a grace for what runs, results recorded, everything else given back to
   * other workers. Takes about 12 s at most.
   */
  stop(): Promise<void>;
}

/** A lane that waits for a channel which hangs costs a promise: there may be many. */
const LANE_CONCURRENCY = 1_000;
const RECONCILE_MS = 10_000;
const ADOPT_MS = 1_000;
const STOP_GRACE_MS = 6_000;
const STOP_RECORD_MS = 3_000;
const STOP_OUTBOX_MS = 2_000;

/** Starts a worker: scheduled and urgent checks, certificates, domains, deliveries, and the reconciler. */
export function startWorker({
  jobs,
  concurrency,
  region = null,
  askNetwork,
  isOutage,
  locked = () => null,
  ownFigures = () => Promise.resolve({}),
  ping,
  ports,
}: WorkerOptions): Worker {
  const { log, newId, now } = ports;
  const id = newId();
  const background = systemContext(ports, { name: 'worker' });
  const context: Context<WorkerPorts> = {
    ...background,
    actor: { kind: 'worker', address: id },
    requestId: id,
  };
  /** For what thousands of alerts may need at once. */
  const telling = { ...context, ports: withRecentRules(ports) };
  const network = new OwnNetwork({
    ask: askNetwork,
    now,
    log,
    onReturn: () => {
      // What is being written was found while it was away, what is written later knows better.
      void recorder.written().then(() => recheckUnseen(context, holder.partitions));
    },
  });
  const setbacks = new Setbacks();
  let reconciledAt: Date | null = null;
  const loopWatch = new LoopWatch();
  const archiver = new Archiver(context);
  const outboxes = new OutboxRunner({ now, apply: (ids) => applyOutboxes(telling, ids) });
  const recorder = new Recorder<FinishedCheck>({
    log,
    isOutage,
    record: async (finished) => {
      const judged = finished.map((one) => withReturn(network, one));
      const { crowded, withIntents } = await recordChecks(context, judged);
      archiver.add(crowded);
      outboxes.add(withIntents);
    },
  });
  const attendance = new Attendance();
  const keeper = new LeaseKeeper(ports);
  const limiter = new ConcurrencyLimiter(concurrency);
  const runner = new CheckRunner(network);
  const checks = new StatusChecks({
    ...{ ports, limiter, loopWatch, concurrency },
    ...{ attendance, recorder, keeper, place: () => heartbeat.place },
  });

  const heartbeat: Heartbeat = new Heartbeat({
    id,
    region,
    workers: ports.workers,
    log,
    now: ports.now,
    takeLoopDelayMs: () => loopWatch.takeLongestMs(),
    takeWaits: () => limiter.takeWaits(),
    finishedChecks: () => checks.finished,
    offline: () => network.offline,
    stuck: () => stuckWork(setbacks, recorder.refused),
    locked,
    ownFigures,
    reconciledAt: () => reconciledAt,
  });
  const holder = new PartitionHolder({
    claims: jobs.partitions,
    share: () => heartbeat.share,
    log,
  });
  const scheduler = new CheckScheduler({
    ports,
    runner,
    checks,
    keeper,
    attendance,
    partitions: () => holder.partitions,
    concurrency,
  });
  const polled = [
    ...ports.watchChecks.map((check) => pollChecks(ports, runner, watchChecks(context, check))),
    pollChecks(ports, runner, registrationChecks(context)),
  ];
  const stopping = new AbortController();
  const adopting = repeat(
    async () => {
      // Not awaited: it ends with this very run.
      if ((await backfillDomains(background, OWN_SUFFIXES)) === 0) void adopting.stop();
    },
    { name: 'watching what older versions stored', everyMs: ADOPT_MS, log },
  );
  const reconciling = repeat(
    async () => {
      const work = { ...background, ports: telling.ports, signal: stopping.signal };
      const outboxesSince = (): Date | null => outboxes.waitingSince;
      await reconcileAll(work, { setbacks, outboxesSince }, () => (reconciledAt = now()));
    },
    { name: 'taking up unfinished work', everyMs: RECONCILE_MS, log },
  );
  let nextFallbackAt: Date | null = null;
  const standingIn = repeat(
    async () => {
      const trouble = new Map<string, unknown>();
      nextFallbackAt = null;
      nextFallbackAt = await handOverLate({ ...background, signal: stopping.signal }, trouble);
      if (trouble.size > 0) {
        throw new AggregateError(trouble.values(), 'Some fallbacks could not take over.');
      }
    },
    {
      name: 'having fallbacks take over',
      everyMs: RECONCILE_MS,
      nextAt: () => nextFallbackAt,
      log,
    },
  );
  const signs = ping && giveSignsOfLife({ ping, reconciledAt: () => reconciledAt, now, log });
  const watchdog = createWatchdog(background);
  const watching = repeat(
    async () => {
      await watchdog();
    },
    { name: 'looking after the system', everyMs: WATCH_MS, log },
  );
  const keeping = repeat(
    async () => {
      await keepHouse({ ...background, signal: stopping.signal }, setbacks);
    },
    { name: 'keeping house', everyMs: HOUSEKEEPING_MS, log },
  );
  const tending = repeat(() => doDueUpkeep({ ...background, signal: stopping.signal }), {
    name: 'upkeep',
    everyMs: UPKEEP_MS,
    log,
  });
  const reporting = repeat(() => sendDueReports({ ...background, signal: stopping.signal }), {
    name: 'sending reports',
    everyMs: REPORTS_MS,
    log,
  });
  jobs.onReady(() => void jobs.partitions.ensure());
  for (const queue of [CHECK_URGENT, ...(region === null ? [] : [urgentQueueOf(region)])]) {
    jobs.work(queue, {
      concurrency,
      handler: async ({ targetId, requestId }, signal) => {
        await runUrgentCheck({ ports, runner, checks, keeper, region }, targetId, signal);
        if (requestId !== undefined)
          log.info({ requestId, targetId }, 'what was asked for is checked');
      },
    });
  }
  const lanes = new LaneRuns(context);
  jobs.work(DELIVERY_LANE, {
    concurrency: LANE_CONCURRENCY,
    handler: ({ laneId, requestId }, signal) => lanes.run(laneId, signal, requestId),
  });
  jobs.work(DELIVERY_SEND, {
    concurrency: LANE_CONCURRENCY,
    handler: ({ deliveryId }, signal) => lanes.runFor(deliveryId, signal),
  });

  return {
    id,
    get partitions() {
      return holder.partitions;
    },
    get finishedChecks() {
      return checks.finished;
    },
    stop: async () => {
      stopping.abort();
      lanes.close();
      const [held] = await Promise.all([
        scheduler.stop(STOP_GRACE_MS),
        jobs.stopWork(STOP_GRACE_MS),
        reconciling.stop(),
        standingIn.stop(),
        watching.stop(),
        signs?.stop(),
        keeping.stop(),
        tending.stop(),
        reporting.stop(),
        adopting.stop(),
        ...polled.map((source) => source.stop(STOP_GRACE_MS)),
      ]);
      await recorder.close(STOP_RECORD_MS);
      await keeper.stop();
      await Promise.all([archiver.stop(), outboxes.stop(STOP_OUTBOX_MS)]);
      const farewells = await Promise.allSettled([
        ports.targets.release(held),
        holder.stop(),
        heartbeat.stop(),
      ]);
      for (const farewell of farewells) {
        if (farewell.status === 'rejected')
          log.warn({ err: farewell.reason as Error }, 'a lease was left to run out');
      }
      loopWatch.stop();
      network.stop();
    },
  };
}
