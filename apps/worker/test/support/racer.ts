import { join } from 'node:path';
import { tmpdir } from 'node:os';
import {
  createNetworkQuestion,
  createStatusProbes,
  domainOfUrl,
  judgeTargetUrl,
} from '@app/checks';
import type { EgressPolicy } from '@app/domain';
import { Jobs } from '@app/jobs';
import { createSender } from '@app/notifications';
import {
  connectWithRetry,
  createBackups,
  createFileArchive,
  createStores,
  isOutage,
  newId,
} from '@app/persistence';
import { createEgressGuard, createLogger, createShutdown, readEnv } from '@app/platform';
import { startWorker } from '../../src/worker.ts';

/*
 * A worker process that runs the checks of every partition, whatever others do: it has a queue of its own and
 * knows of no other worker. Two of them race for each slot, and nothing but the leases on the targets
 * decides. Argument: a name, for its queue and for the sites that it asks.
 */

const [name = 'racer'] = process.argv.slice(2);
const { databases, workerConcurrency } = readEnv();
if (!databases) throw new Error('A racer needs MONGODB_URI and POSTGRES_URL.');

const log = createLogger({ name, level: 'warn', secrets: [] });
const shutdown = createShutdown({ log });
const store = connectWithRetry({ uri: databases.mongodbUri, log });
shutdown.add('MongoDB', store.close);
await store.ready;
const jobs = new Jobs({ url: databases.postgresUrl, log, role: 'worker', name, schema: name });
shutdown.add('queue', () => jobs.stop());
jobs.start();

const egress: EgressPolicy = { mode: 'allow-private', allow: [], own: [] };
const guard = createEgressGuard({ policy: egress });
const stores = createStores(store.connection);
const worker = startWorker({
  ports: {
    ...stores,
    backups: createBackups(store.connection, {
      ...{ folder: null, s3: null, keys: [], madeBy: 'test', isGentle: true },
      secretKeys: () => [],
    }),
    archive: createFileArchive(join(tmpdir(), name)),
    workers: { ...stores.workers, list: async () => [] },
    queue: jobs.queue,
    changes: jobs.changes,
    log,
    now: () => new Date(),
    newId,
    statusProbes: createStatusProbes({ egress: guard, userAgent: name, extraCertificates: [] }),
    watchChecks: [],
    judgeUrl: (text) => judgeTargetUrl(text, egress),
    domainOf: domainOfUrl,
    // Its targets are addresses: no domain is ever due.
    lookUpRegistration: () => Promise.reject(new Error('No domain is looked up here.')),
    lookUpRecords: () => Promise.resolve(null),
    send: createSender({
      mailFrom: null,
      smtpUrl: null,
      resendApiKey: null,
      resendBaseUrl: null,
      egress,
      allowedHosts: [],
      userAgent: name,
    }),
    sendReport: () => Promise.reject(new Error('No report is sent here.')),
    publicUrl: 'http://127.0.0.1:3000',
  },
  jobs,
  concurrency: workerConcurrency,
  isOutage,
  askNetwork: createNetworkQuestion({ guard, canaries: [] }),
});
shutdown.add('worker', () => worker.stop());
