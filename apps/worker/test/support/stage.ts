import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { createProbes, domainOfUrl, judgeTargetUrl, type AskNetwork } from '@app/checks';
import type { CreateTarget, EgressPolicy, RegistrationRecord } from '@app/domain';
import { startDocumentServer, startPostgres } from '@app/embedded';
import { Jobs } from '@app/jobs';
import {
  CheckRunner,
  createTarget,
  registrationChecks,
  type Log,
  type RegistrationCheckPorts,
  systemContext,
} from '@app/monitoring';
import { createSender } from '@app/notifications';
import {
  connectWithRetry,
  createBackups,
  createFileArchive,
  createStores,
  isOutage,
  newId,
  type Stores,
} from '@app/persistence';
import { createEgressGuard, type Env, type Resolver } from '@app/platform';
import { PgBoss } from 'pg-boss';
import { startWorker, type Worker, type WorkerPorts } from '../../src/worker.ts';

const EGRESS: EgressPolicy = { mode: 'allow-private', allow: [], own: [] };
const SENDERS = {
  mailFrom: null,
  smtpUrl: null,
  resendApiKey: null,
  resendBaseUrl: null,
  egress: EGRESS,
  allowedHosts: [],
  userAgent: 'test',
};

const NO_BACKUPS = {
  ...{ folder: null, s3: null, keys: [], madeBy: 'test', isGentle: true },
  secretKeys: () => [],
};

/** Every name is on this machine, so that targets can have domains. */
const toLoopback: Resolver = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);

export interface LogLine {
  level: keyof Log;
  message: string;
}

/** What a process of the product has: ports over the embedded servers, with their own connections. */
export interface Actor {
  connection: ReturnType<typeof connectWithRetry>['connection'];
  ports: WorkerPorts & Stores;
  jobs: Jobs;
  lines: LogLine[];
  /** Leaves targets as versions stored them that knew no registrations. */
  forgetDomains(): Promise<void>;
  close(): Promise<void>;
}

/** Embedded servers with a fresh database, and the processes that use them. */
export class Stage {
  readonly #folder: string;
  #postgres: Awaited<ReturnType<typeof startPostgres>>;
  #documents: Awaited<ReturnType<typeof startDocumentServer>>;
  readonly #closers: (() => Promise<void>)[] = [];
  /** Schema of the queue. */
  readonly #schema: string;
  /** Where processes that connect from now on look registrations up; nothing listens there by default. */
  registries: Env['registries'] = {
    rdapBootstrapUrl: 'http://127.0.0.1:9/',
    whoisServer: { host: '127.0.0.1', port: 9 },
  };

  private constructor(
    folder: string,
    servers: {
      postgres: Awaited<ReturnType<typeof startPostgres>>;
      documents: Awaited<ReturnType<typeof startDocumentServer>>;
    },
    schema: string,
  ) {
    this.#folder = folder;
    this.#postgres = servers.postgres;
    this.#documents = servers.documents;
    this.#schema = schema;
  }

  static async open({ schema = `s${randomUUID().slice(0, 8)}` } = {}): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), 'worker-'));
    await chmod(folder, 0o755);
    const [postgres, documents] = await Promise.all([
      startPostgres({ dataDir: join(folder, 'postgres') }),
      startDocumentServer({ dataDir: join(folder, 'documents') }),
    ]);
    return new Stage(folder, { postgres, documents }, schema);
  }

  get postgresUrl(): string {
    return this.#postgres.url;
  }

  get mongodbUri(): string {
    const url = new URL(this.#documents.uri);
    url.pathname = '/netumo';
    return url.href;
  }

  /** Connects a process; without a worker it can still ring and read, as the api does. */
  async actor(changes: Partial<WorkerPorts> = {}): Promise<Actor> {
    const lines: LogLine[] = [];
    const at =
      (level: keyof Log) =>
      (_fields: object, message: string): void => {
        lines.push({ level, message });
      };
    const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
    const store = connectWithRetry({ uri: this.mongodbUri, log, serverSelectionTimeoutMs: 1_000 });
    await store.ready;
    const jobs = new Jobs({
      url: this.postgresUrl,
      log,
      role: 'worker',
      name: 'test',
      schema: this.#schema,
    });
    jobs.start();
    await new Promise<void>((resolve) => jobs.onReady(resolve));
    const stores = createStores(store.connection);
    const ports: Actor['ports'] = {
      ...stores,
      backups: createBackups(store.connection, NO_BACKUPS),
      archive: createFileArchive(join(tmpdir(), this.#schema)),
      queue: jobs.queue,
      changes: jobs.changes,
      log,
      now: () => new Date(),
      newId,
      judgeUrl: (text) => judgeTargetUrl(text, EGRESS),
      ...createProbes({
        ...stores,
        env: { extraCertificates: [], registries: this.registries },
        guard: createEgressGuard({ policy: EGRESS, resolver: toLoopback }),
        log,
      }),
      domainOf: domainOfUrl,
      send: createSender(SENDERS),
      sendReport: () => Promise.reject(new Error('No report is sent here.')),
      publicUrl: 'http://127.0.0.1:3000',
      ...changes,
    };
    const forgetDomains = async (): Promise<void> => {
      await store.connection.collection('targets').updateMany({}, { $unset: { domain: '' } });
      await store.connection.collection('registrations').deleteMany({});
    };
    const close = async (): Promise<void> => {
      await jobs.stop();
      await store.close();
    };
    this.#closers.push(close);
    return { connection: store.connection, ports, jobs, lines, forgetDomains, close };
  }

  /** Connects a process and lets it work. */
  async worker(
    options: {
      concurrency?: number;
      region?: string;
      ports?: Partial<WorkerPorts>;
      askNetwork?: AskNetwork;
    } = {},
  ): Promise<Actor & { worker: Worker }> {
    const actor = await this.actor(options.ports);
    const worker = startWorker({
      ports: actor.ports,
      jobs: actor.jobs,
      concurrency: options.concurrency ?? 50,
      region: options.region ?? null,
      isOutage,
      askNetwork: options.askNetwork ?? ONLINE,
    });
    let stopped: Promise<void> | null = null;
    const stop = (): Promise<void> => (stopped ??= worker.stop());
    this.#closers.push(stop);
    return { ...actor, worker: Object.assign(Object.create(worker) as Worker, { stop }) };
  }

  /** Stops the document server for a while. */
  async documentsAwayFor(work: () => Promise<void>): Promise<void> {
    const { port } = this.#documents;
    await this.#documents.close();
    await work();
    this.#documents = await startDocumentServer({ dataDir: join(this.#folder, 'documents'), port });
  }

  /** Stops PostgreSQL for a while. */
  async postgresAwayFor(work: () => Promise<void>): Promise<void> {
    await this.#postgres.stop();
    await work();
    this.#postgres = await startPostgres({ dataDir: join(this.#folder, 'postgres') });
  }

  /** Does to the queue what a mishap of an administrator would do. */
  async dropQueueTables(): Promise<void> {
    const boss = new PgBoss({ connectionString: this.postgresUrl, schema: 'admin', max: 1 });
    await boss.start();
    await boss.getDb().executeSql(`DROP SCHEMA ${this.#schema} CASCADE`);
    await boss.stop({ graceful: false });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const close of this.#closers.toReversed()) await close();
    await Promise.all([this.#postgres.stop(), this.#documents.close()]);
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** A network that works: nothing leaves this machine. */
const ONLINE: AskNetwork = async ({ path }) => ({
  route: path.route,
  isDefault: path.isDefault,
  gateway: 'alive',
  canaries: { answered: 1, silent: 0 },
  resolver: 'not-asked',
  targets: { answered: 0, silent: [] },
});

/** Adds a target as the api does; intervals may be shorter than people may choose. */
export async function watch(
  { ports, jobs }: Pick<Actor, 'ports' | 'jobs'>,
  input: CreateTarget,
): Promise<string> {
  const { id } = await createTarget(systemContext({ ...ports, queue: jobs.queue }), input);
  return id;
}

/** Looks a claimed domain up, as a worker with these ports does. */
export const lookUp = (ports: RegistrationCheckPorts, claimed: RegistrationRecord): Promise<void> =>
  new CheckRunner(null).complete(
    registrationChecks(systemContext(ports)),
    claimed,
    new AbortController().signal,
  );
