import { open, type FileHandle } from 'node:fs/promises';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { ServerError } from '../bson/errors.ts';
import { StartError } from '../../start-error.ts';

/** The version of the tables below; a file of another version is refused. */
const formatVersion = 1;

const schema = `
  CREATE TABLE IF NOT EXISTS collections (
    id INTEGER PRIMARY KEY, db TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (db, name));
  CREATE TABLE IF NOT EXISTS indexes (
    id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, spec BLOB NOT NULL, multikey INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS retries (
    session BLOB PRIMARY KEY, number INTEGER NOT NULL, reply BLOB NOT NULL, at INTEGER NOT NULL
  ) WITHOUT ROWID;
  PRAGMA user_version = ${String(formatVersion)};
`;

interface Batch {
  readonly settled: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The data file: one connection that nobody else can open meanwhile, and group commit. All writes
 * of one turn of the event loop share a transaction; no reply leaves before its commit.
 */
export class Database {
  readonly #connection: DatabaseSync;
  readonly #log: FileHandle;
  readonly #statements = new Map<string, StatementSync>();
  readonly #onRollback: (() => void)[] = [];
  #batch: Batch | undefined;
  #running: Promise<void> | undefined;
  #queued: Promise<void> | undefined;

  private constructor(connection: DatabaseSync, log: FileHandle) {
    this.#connection = connection;
    this.#log = log;
  }

  /** Opens or creates `file`. Throws a sentence for people when another process has it open. */
  static async open(file: string): Promise<Database> {
    const connection = openExclusively(file);
    try {
      return new Database(connection, await open(`${file}-wal`, 'r+'));
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /** A prepared statement, kept for the next use of the same text. */
  statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#connection.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** Runs statements that are not worth keeping; inside {@link write} when they change anything. */
  execute(sql: string): void {
    this.#connection.exec(sql);
  }

  /** Forgets statements on tables that are gone. */
  forgetStatements(): void {
    this.#statements.clear();
  }

  /** The size of the data file, without its write-ahead log. */
  fileBytes(): number {
    const sql = 'SELECT page_count * page_size AS size FROM pragma_page_count, pragma_page_size';
    return Number(this.statement(sql).get()?.['size']);
  }

  /** Called after a rollback, when memory may know things that the file does not. */
  onRollback(listener: () => void): void {
    this.#onRollback.push(listener);
  }

  /**
   * Does a write in the current batch. A {@link ServerError} means that `work` changed nothing and
   * leaves the batch alone; any other error takes the whole batch back.
   */
  write<T>(work: () => T): T {
    this.#begin();
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ServerError)) this.#rollback(error);
      throw error;
    }
  }

  /**
   * Resolves when everything written so far is committed, and with `durable` when it is on the
   * disk too: syncing the write-ahead log after the commit is what synchronous = FULL would do,
   * without holding up other commands.
   */
  async committed(durable: boolean): Promise<void> {
    if (this.#batch !== undefined) await this.#batch.settled;
    if (durable) await this.#sync();
  }

  /**
   * Writes the whole file anew, without anything that was removed or replaced, and empties its log of writes. Everything
   * else waits meanwhile; needs as much room again for the copy, and for the log.
   */
  async rewrite(): Promise<void> {
    if (this.#batch !== undefined) this.#commit(this.#batch);
    this.#connection.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
    await this.#sync();
  }

  async close(): Promise<void> {
    if (this.#batch !== undefined) this.#commit(this.#batch);
    await this.#queued;
    await this.#running;
    await this.#log.close();
    this.#statements.clear();
    this.#connection.close();
  }

  #begin(): void {
    if (this.#batch !== undefined) return;
    this.statement('BEGIN IMMEDIATE').run();
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const batch: Batch = {
      settled: promise,
      resolve: () => {
        resolve(undefined);
      },
      reject,
    };
    // Nobody may be waiting; those who are see the rejection through their own await.
    promise.catch(() => undefined);
    this.#batch = batch;
    setImmediate(() => {
      if (this.#batch === batch) this.#commit(batch);
    });
  }

  #commit(batch: Batch): void {
    try {
      this.statement('COMMIT').run();
      this.#batch = undefined;
      batch.resolve();
    } catch (error) {
      this.#rollback(error);
    }
  }

  #rollback(cause: unknown): void {
    const batch = this.#batch;
    this.#batch = undefined;
    if (this.#connection.isTransaction) this.#connection.exec('ROLLBACK');
    batch?.reject(cause);
    for (const listener of this.#onRollback) listener();
  }

  /** Commits that arrive while a sync is running share the next one. */
  #sync(): Promise<void> {
    if (this.#running === undefined) return this.#startSync();
    this.#queued ??= this.#running.then(() => this.#startSync());
    return this.#queued;
  }

  #startSync(): Promise<void> {
    this.#queued = undefined;
    this.#running = this.#log.datasync().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }
}

function openExclusively(file: string): DatabaseSync {
  const connection = new DatabaseSync(file);
  try {
    connection.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA page_size = 8192;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA cache_size = -16384;
      PRAGMA secure_delete = ON;
      PRAGMA journal_size_limit = 67108864;
      BEGIN EXCLUSIVE;
    `);
    const found = connection.prepare('PRAGMA user_version').get()?.['user_version'];
    if (found !== 0 && found !== formatVersion) {
      throw new StartError(
        `The data file ${file} has format ${String(found)}, this program reads format ${String(formatVersion)}. Use the version that wrote it, or another data folder.`,
      );
    }
    connection.exec(`${schema} COMMIT;`);
    return connection;
  } catch (error) {
    connection.close();
    throw explainOpen(file, error);
  }
}

const sqliteBusy = 5;

function explainOpen(file: string, error: unknown): unknown {
  if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) {
    return new StartError(
      `The data file ${file} is in use by another process. Stop that process or choose another data folder.`,
      { cause: error },
    );
  }
  return error;
}
