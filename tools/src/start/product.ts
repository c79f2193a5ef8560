import path from 'node:path';
import { openLogFile, type Env, type LogFile } from '@app/platform';
import { announce, type Announcement } from '../databases/announce.ts';
import { Refusal } from '../refusal.ts';
import { say, step } from '../terminal.ts';
import type { Attachment } from '../databases/attach.ts';
import type { DatabaseUrls } from '../databases/urls.ts';
import { appPart } from './app-part.ts';
import { documentPart, postgresPart } from '../databases/embedded-parts.ts';
import { keepRunning, type Kept } from '../processes/keep-running.ts';
import { localBase } from './local-base.ts';
import type { Part } from '../processes/part.ts';
import { reachServer } from '../databases/reach-servers.ts';
import { waitReady } from './wait-ready.ts';

/** A backup of much data is made before a newer version uses it. */
const READY_WITHIN_MS = 600_000;
const REACH_WITHIN_MS = 20_000;

/** Time for each part to end by itself; together less than 15 s. */
const GRACE_MS: Readonly<Record<string, number>> = {
  worker: 13_000,
  api: 3_000,
  'document store': 2_000,
};
const DEFAULT_GRACE_MS = 2_000;

/**
 * The running product: the embedded servers, unless there are own ones, a worker and the api. One that only reads has no worker, and
 * may use the servers of another one that runs on the same data.
 */
export class Product {
  readonly #env: Env;
  readonly #running: Pick<Attachment, 'urls'> | null;
  readonly #kept: Kept[] = [];
  readonly #logs = new Map<string, LogFile>();
  readonly #cancelled = new AbortController();
  #starting: Promise<void> = Promise.resolve();
  #announcement: Announcement | undefined;

  constructor(env: Env, running: Pick<Attachment, 'urls'> | null = null) {
    this.#env = env;
    this.#running = running;
  }

  get logDir(): string {
    return this.#env.logs.folder;
  }

  /** Starts everything and resolves when it can be used; rejects when a part ends before that. */
  start(): Promise<void> {
    this.#starting = this.#start();
    return this.#starting;
  }

  async #start(): Promise<void> {
    const { isReadOnly } = this.#env;
    const urls = this.#running?.urls ?? (await this.#databases());
    await step(isReadOnly ? 'Starting the api' : 'Starting the worker and the api', async () => {
      const apps = [
        ...(isReadOnly ? [] : [await this.#keep(appPart('worker', urls, this.#logOf('worker')))]),
        await this.#keep(appPart('api', urls, this.#logOf(this.#apiLog))),
      ];
      const ready = waitReady(localBase(this.#env), {
        waitMs: READY_WITHIN_MS,
        signal: this.#cancelled.signal,
        needsWorker: !isReadOnly,
      });
      await Promise.race([ready, ...apps.map((app) => this.#tooEarly(app))]);
    });
  }

  /** Beside another product its log is one of its own. */
  get #apiLog(): string {
    return this.#running ? 'read-only' : 'api';
  }

  async #databases(): Promise<DatabaseUrls> {
    return await (this.#env.databases ? this.#reachOwn() : this.#startEmbedded());
  }

  /** Ends the parts in order: those that use a database before the database. */
  async stop(): Promise<void> {
    this.#cancelled.abort(new Refusal('The start was cancelled.'));
    await this.#starting.catch(() => undefined);
    this.#announcement?.withdraw();
    for (const part of this.#kept.toReversed().sort((a, b) => rank(a) - rank(b))) {
      await part.stop(GRACE_MS[part.name] ?? DEFAULT_GRACE_MS);
    }
  }

  kill(): void {
    for (const part of this.#kept) part.kill();
  }

  async #startEmbedded(): Promise<DatabaseUrls> {
    const { dataDir } = this.#env;
    const postgres = postgresPart(path.join(dataDir, 'postgres'));
    const documents = documentPart(path.join(dataDir, 'documents'), this.#log('documents'));
    await step('Starting the databases', () =>
      Promise.all([this.#keep(postgres), this.#keep(documents)]),
    );
    const urls = { mongodb: documents.url(), postgres: postgres.url() };
    // Only development uses it: a full disk must not keep the product from starting.
    this.#announcement = await announce({ dataDir, urls }).catch(() => undefined);
    return urls;
  }

  async #reachOwn(): Promise<DatabaseUrls> {
    const { mongodbUri, postgresUrl } = this.#env.databases ?? { mongodbUri: '', postgresUrl: '' };
    await step('Reaching PostgreSQL', () =>
      reachServer('PostgreSQL', postgresUrl, REACH_WITHIN_MS),
    );
    await step('Reaching MongoDB', () => reachServer('MongoDB', mongodbUri, REACH_WITHIN_MS));
    return { mongodb: mongodbUri, postgres: postgresUrl };
  }

  async #keep(part: Part): Promise<Kept> {
    this.#cancelled.signal.throwIfAborted();
    const kept = await keepRunning(part, { onTrouble: say });
    this.#kept.push(kept);
    return kept;
  }

  async #tooEarly(app: Kept): Promise<never> {
    const how = await app.firstEnd;
    const name = app.name === 'api' ? this.#apiLog : app.name;
    const words = this.#log(name).lastLine() ?? how;
    throw new Refusal(`The ${app.name} did not start: ${words}`);
  }

  #logOf(name: string): { log: LogFile; logDir: string } {
    return { log: this.#log(name), logDir: this.logDir };
  }

  #log(name: string): LogFile {
    const known = this.#logs.get(name);
    if (known) return known;
    const log = openLogFile(path.join(this.logDir, `${name}.log`), this.#env.logs);
    this.#logs.set(name, log);
    return log;
  }
}

const ORDER = ['worker', 'api', 'document store', 'PostgreSQL'];
const rank = ({ name }: Kept) => ORDER.indexOf(name);
