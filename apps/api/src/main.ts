import { join } from 'node:path';
import { AnswerCache, openRedis } from '@app/cache';
import { isLoopback } from '@app/domain';
import { Jobs } from '@app/jobs';
import {
  AuditLog,
  CallLimits,
  createOwnFigures,
  figuredTargets,
  readQueues,
  SecretVault,
  secureUpgrade,
  SecretWatch,
  systemContext,
} from '@app/monitoring';
import {
  connectWithRetry,
  createBackups,
  createSecretStores,
  createStores,
  isOutage,
  UnusableDataError,
} from '@app/persistence';
import {
  createMetrics,
  createShutdown,
  egressPolicyOf,
  guardAgainstHanging,
  openBackupKeys,
  openKeyRing,
  openLogs,
  ownProcess,
  readBackupKeys,
  refuseToStart,
  requireEnv,
  secretKeyTexts,
  VERSION,
  type ServiceEnv,
  type WrappingKey,
} from '@app/platform';
import { CALLS, CHANGES } from '@app/router';
import { composePorts } from './compose-ports.ts';
import { createHealthParts } from './health-parts.ts';
import { giveSignsOfLife } from './heartbeat.ts';
import { listen, ListenError } from './listen.ts';
import { LiveHub } from './live/hub.ts';
import { addQueueMetrics } from './queue-metrics.ts';
import { countingAlone, UNTOLD_SECRETS } from './read-only.ts';
import { addTargetMetrics } from './target-metrics.ts';
import { buildServer } from './server.ts';
import { watchStore } from './watch-store.ts';
import { watchSystem } from './watch-system.ts';

/** Fits in the 15 s that a supervisor gives. */
const STOP_DEADLINE_MS = 10_000;

/** From the source and from the bundle alike. */
const WEB_FOLDER = join(import.meta.dirname, '../../web/dist/browser');

async function main(env: ServiceEnv): Promise<void> {
  guardAgainstHanging({ name: 'api' });
  const { log, moduleLog, stream, errorsPerMinute } = openLogs('api', env);
  const shutdown = createShutdown({ log, deadlineMs: STOP_DEADLINE_MS });
  const metrics = createMetrics('api');

  const { isReadOnly } = env;
  const store = connectWithRetry({
    uri: env.databases.mongodbUri,
    appName: 'api',
    log: moduleLog('store'),
    isReadOnly,
    writtenBy: VERSION,
    beforeUpgrade: async (step) => {
      const refusal = await secureUpgrade(systemContext(ports, { name: 'api' }), step);
      if (refusal !== null) throw new UnusableDataError(refusal);
    },
    onUnusable: ({ message }) => refuseToStart(message),
  });
  shutdown.add('MongoDB', store.close);
  const jobs = new Jobs({
    url: env.databases.postgresUrl,
    log: moduleLog('queue'),
    role: isReadOnly ? 'reader' : 'caller',
    name: 'api',
  });
  shutdown.add('queue', () => jobs.stop());

  const secrets = createSecretStores(store.connection);
  const vault = new SecretVault({
    ring: openKeyRing(env),
    keys: secrets.secretKeys,
    workers: secrets.workers,
    now: () => new Date(),
  });
  const locks = new SecretWatch({ ...secrets, vault, log });
  // One that only reads writes nothing, there neither.
  const redis =
    env.redisUrl !== null && !isReadOnly
      ? await openRedis({ url: env.redisUrl, log: moduleLog('store'), now: () => new Date() })
      : null;
  shutdown.add('Redis', async () => redis?.close());
  const stores = createStores(store.connection, {
    listReadPreference: env.mongodbReadPreference,
    vault,
  });
  const ports = composePorts({
    env,
    policy: egressPolicyOf(env),
    stores: redis ? { ...stores, callWindows: redis.callWindows(stores.callWindows) } : stores,
    cache: new AnswerCache(redis?.answers),
    backups: createBackups(store.connection, {
      ...env.backups,
      keys: keysOfBackups(env),
      madeBy: VERSION,
      secretKeys: () => secretKeyTexts(env),
      isGentle: true,
    }),
    jobs,
    log,
  });
  const live = new LiveHub({ ports, log: moduleLog('live') });
  const limits = new CallLimits({
    ports: isReadOnly ? countingAlone(ports) : ports,
    rules: CALLS,
    perMinute: env.callsPerMinute,
    streams: env.liveStreams,
    quickWindows: redis?.callWindows() ?? null,
  });
  const audited = isReadOnly ? null : stream('audit');
  const audit = new AuditLog({
    ...{ ports, rules: CHANGES },
    onEntry: (entry) => audited?.info(entry, 'change'),
  });
  shutdown.add('audit log', () => audit.stop());
  metrics.gauge({
    name: 'live_clients',
    help: 'Clients that read live events.',
    collect: (gauge) => gauge.set(live.clients),
  });
  addTargetMetrics(metrics, () => figuredTargets(systemContext(ports, { name: 'api' })));
  addQueueMetrics(metrics, () => readQueues(systemContext(ports, { name: 'api' })));
  const { readiness, health } = createHealthParts({
    env,
    ports,
    pingMongo: store.ping,
    isQueueReady: () => jobs.isReady,
    limits,
    secrets: isReadOnly
      ? UNTOLD_SECRETS
      : { locked: () => locks.locked(), hasOlderReader: () => vault.hasOlderReader() },
    redis: () => redis?.state ?? null,
  });
  const { host, port, publicUrl } = env;
  const server = await buildServer({
    log: moduleLog('http'),
    access: stream(isReadOnly ? 'access-read-only' : 'access'),
    metrics,
    host,
    publicUrl,
    trustedProxies: env.trustedProxies,
    metricsAllow: env.metricsAllow,
    corsOrigins: env.corsOrigins,
    tls: env.tls,
    services: {
      ports,
      live,
      limits,
      audit,
      health,
      isOutage,
      isReadOnly,
    },
    readiness,
    webFolder: WEB_FOLDER,
  });
  shutdown.add('server', () => server.close());

  await listen(server, { host, port });
  jobs.listen({
    onChanges: (changes) => live.onChanges(changes),
    onLost: () => live.onLost(),
    onRegained: () => live.onRegained(),
  });
  jobs.start();
  if (!isReadOnly) {
    const watch = watchSystem(ports, log);
    shutdown.add('watchdog', async () => watch.stop());
    const signs = giveSignsOfLife({
      ports,
      figures: createOwnFigures(
        () => ({ ...ownProcess(), errorsPerMinute: errorsPerMinute() }),
        ports.serverClock,
      ),
      locked: () => locks.locked(),
    });
    shutdown.add('signs of life', () => signs.stop());
  }
  const storeWatch = watchStore({
    ping: store.ping,
    now: ports.now,
    onChange: (awaySince) => live.onStore(awaySince),
  });
  shutdown.add('watch of the store', async () => storeWatch.stop());
  log.info(
    { url: publicUrl, host, port, version: VERSION, egress: env.egress.mode, isReadOnly },
    'api started',
  );
  if (isReadOnly) log.info({}, 'nothing is checked, told or changed by this process');
  else if (!isLoopback(host)) {
    log.warn(
      { host },
      'there is no login: whoever reaches this address can read and change everything',
    );
  }
}

/** Backups are not made by a process that only reads, and it makes no key for them. */
function keysOfBackups({ backups, dataDir, isReadOnly }: ServiceEnv): readonly WrappingKey[] {
  const source = { backupKeys: backups.keys, dataDir };
  return isReadOnly ? readBackupKeys(source) : openBackupKeys(source).keys;
}

const env = requireEnv('api');
try {
  await main(env);
} catch (error) {
  if (error instanceof ListenError) refuseToStart(error.message);
  throw error;
}
