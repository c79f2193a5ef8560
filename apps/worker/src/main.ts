import { createNetworkQuestion, createProbes, domainOfUrl, judgeTargetUrl } from '@app/checks';
import type { LockedSecrets } from '@app/domain';
import { Jobs } from '@app/jobs';
import {
  createOwnFigures,
  forgetClearSecrets,
  repeat,
  sealSecrets,
  SecretVault,
  secureUpgrade,
  SecretWatch,
  systemContext,
} from '@app/monitoring';
import { createDeadManPing, createReportSender, createSender } from '@app/notifications';
import {
  connectWithRetry,
  createBackups,
  createFileArchive,
  createSecretStores,
  createStores,
  isOutage,
  newId,
  UnusableDataError,
} from '@app/persistence';
import {
  createEgressGuard,
  createShutdown,
  egressPolicyOf,
  guardAgainstHanging,
  openBackupKeys,
  openKeyRing,
  openLogs,
  ownProcess,
  refuseToStart,
  requireEnv,
  secretKeyTexts,
  type ServiceEnv,
  USER_AGENT,
  VERSION,
} from '@app/platform';
import { join } from 'node:path';
import { showFigures } from './show-figures.ts';
import { startWorker, type WorkerPorts } from './worker.ts';

const STOP_DEADLINE_MS = 18_000;
/** How soon secrets of an import, or of a key that was replaced, are brought under the present key. */
const SEAL_MS = 600_000;
/** How often it is asked whether secrets can be read, and may be encrypted by now. */
const ASK_MS = 10_000;

async function main(env: ServiceEnv): Promise<void> {
  guardAgainstHanging({ name: 'worker' });
  const { log, moduleLog, errorsPerMinute } = openLogs('worker', env);
  const shutdown = createShutdown({ log, deadlineMs: STOP_DEADLINE_MS });

  const store = connectWithRetry({
    uri: env.databases.mongodbUri,
    appName: 'worker',
    log: moduleLog('store'),
    writtenBy: VERSION,
    beforeUpgrade: async (step) => {
      const ports = { ...stores, backups, log, now: () => new Date() };
      const context = systemContext(ports, { name: 'worker', signal: shutdown.signal });
      const refusal = await secureUpgrade(context, step);
      if (refusal !== null) throw new UnusableDataError(refusal);
    },
    onUnusable: ({ message }) => refuseToStart(message),
  });
  shutdown.add('MongoDB', store.close);
  const egress = egressPolicyOf(env);
  const guard = createEgressGuard({ policy: egress });
  const secrets = createSecretStores(store.connection);
  const vault = new SecretVault({
    ring: openKeyRing(env),
    keys: secrets.secretKeys,
    workers: secrets.workers,
    now: () => new Date(),
  });
  const stores = createStores(store.connection, { vault });
  const backupKeys = openBackupKeys({ backupKeys: env.backups.keys, dataDir: env.dataDir });
  if (backupKeys.isNew) {
    log.warn(
      { file: backupKeys.file },
      'a key for backups was made: keep a copy of it elsewhere, without it no backup can ever be restored',
    );
  }
  const backups = createBackups(store.connection, {
    ...env.backups,
    keys: backupKeys.keys,
    madeBy: VERSION,
    secretKeys: () => secretKeyTexts(env),
    isGentle: true,
  });
  await store.ready;
  if (shutdown.signal.aborted) return;

  const jobs = new Jobs({
    ...{ url: env.databases.postgresUrl, role: 'worker', name: 'worker' },
    log: moduleLog('queue'),
  });
  shutdown.add('queue', () => jobs.stop());
  jobs.start();

  const ports: WorkerPorts = {
    ...stores,
    backups,
    archive: createFileArchive(join(env.dataDir, 'archive')),
    queue: jobs.queue,
    changes: jobs.changes,
    log,
    now: () => new Date(),
    newId,
    ...createProbes({ ...stores, env, guard, log: moduleLog('checks') }),
    judgeUrl: (text) => judgeTargetUrl(text, egress),
    domainOf: domainOfUrl,
    send: createSender({
      ...env.mail,
      egress,
      allowedHosts: env.webhookAllowedHosts,
      extraCertificates: env.extraCertificates,
      userAgent: USER_AGENT,
    }),
    sendReport: createReportSender({
      mail: env.mail,
      extraCertificates: env.extraCertificates,
      now: () => new Date(),
    }),
    publicUrl: env.publicUrl,
  };
  let locked: LockedSecrets | null = null;
  const worker = startWorker({
    ports,
    jobs,
    concurrency: env.workerConcurrency,
    region: env.workerRegion,
    isOutage,
    locked: () => locked,
    ownFigures: createOwnFigures(
      () => ({ ...ownProcess(), errorsPerMinute: errorsPerMinute() }),
      ports.serverClock,
    ),
    askNetwork: createNetworkQuestion({ guard, canaries: env.canaries }),
    ...(env.heartbeatUrl && {
      ping: createDeadManPing({
        url: env.heartbeatUrl,
        extraCertificates: env.extraCertificates,
      }),
    }),
  });
  shutdown.add('worker', () => worker.stop());
  if (env.workerMetricsPort !== null) {
    const figures = showFigures(worker, env, { port: env.workerMetricsPort, log });
    shutdown.add('figures', () => figures.close());
  }
  const locks = new SecretWatch({ ...secrets, vault, log });
  let sealedAt = Number.NEGATIVE_INFINITY;
  const sealing = repeat(
    async () => {
      locked = await locks.locked();
      if (performance.now() - sealedAt < SEAL_MS) return;
      if ((await vault.state()) !== 'open' || (await vault.hasOlderReader())) return;
      const context = systemContext(
        { ...secrets, vault },
        { name: 'worker', signal: shutdown.signal },
      );
      const sealed = await sealSecrets(context);
      sealedAt = performance.now();
      const { renewed } = sealed;
      if (renewed > 0) log.info({ renewed }, 'secrets were encrypted with the present key');
      if (await forgetClearSecrets(context, sealed)) {
        log.info({}, 'nothing is left of secrets that were stored in clear');
      }
    },
    { name: 'looking after secrets', everyMs: ASK_MS, log },
  );
  shutdown.add('secrets', () => sealing.stop());
  log.info({ worker: worker.id, version: VERSION, egress: env.egress.mode }, 'worker started');
}

const env = requireEnv('worker');
if (env.isReadOnly) {
  refuseToStart(
    'READ_ONLY is 1, so that nothing is checked or changed: there is no worker. Unset it, or start the api alone.',
  );
}
await main(env);
