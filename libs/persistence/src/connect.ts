import { createConnection, type Connection } from 'mongoose';
import { modelsOf } from './models.ts';

export interface ConnectOptions {
  /** `mongodb://` address with the name of the database. */
  uri: string;
  /** Name that the server shows for this process. */
  appName?: string;
  /** How long an operation looks for a usable server before it fails, in milliseconds. */
  serverSelectionTimeoutMs?: number;
}

const SERVER_SELECTION_TIMEOUT_MS = 5_000;

/**
 * Opens a connection pool of its own. Writes are acknowledged once they are safe on disk (and on a
 * majority of a replica set). Rejects with the driver's error when no server can be reached in time.
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const connection = createConnection(options.uri, {
    appName: options.appName,
    serverSelectionTimeoutMS: options.serverSelectionTimeoutMs ?? SERVER_SELECTION_TIMEOUT_MS,
    maxPoolSize: 20,
    writeConcern: { w: 'majority', journal: true },
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
  });
  return await connection.asPromise();
}

/** Creates the indexes that the stores rely on. Safe to repeat, also by several processes at once. */
export async function ensureIndexes(connection: Connection): Promise<void> {
  for (const model of Object.values(modelsOf(connection))) await model.createIndexes();
}
