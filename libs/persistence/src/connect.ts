import {
  createConnection,
  type Connection,
  type ConnectOptions as ConnectionOptions,
} from 'mongoose';
import { modelsOf } from './models.ts';
import { dropOldIndexes } from './upgrade/drop-old-indexes.ts';
import { upgradeData } from './upgrade/upgrade-data.ts';

export interface ConnectOptions {
  /** `mongodb://` address with the name of the database. */
  uri: string;
  /** Name that the server shows for this process. */
  appName?: string;
  /** How long an operation looks for a usable server before it fails, in milliseconds. */
  serverSelectionTimeoutMs?: number;
  /** Whether the client tells listeners of each command; costs time. */
  monitorCommands?: boolean;
}

const SERVER_SELECTION_TIMEOUT_MS = 5_000;

/** Settings of the driver: writes are acknowledged once they are safe on disk and on a majority. */
export const clientOptions = (options: ConnectOptions): ConnectionOptions => ({
  appName: options.appName,
  serverSelectionTimeoutMS: options.serverSelectionTimeoutMs ?? SERVER_SELECTION_TIMEOUT_MS,
  maxPoolSize: 20,
  monitorCommands: options.monitorCommands ?? false,
  writeConcern: { w: 'majority', journal: true },
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
});

/** Opens a connection pool of its own. Rejects with the driver's error when no server can be reached in time. */
export async function connect(options: ConnectOptions): Promise<Connection> {
  return await createConnection(options.uri, clientOptions(options)).asPromise();
}

/**
 * Creates the indexes that the stores rely on, and brings data of the version before into the form that they
 * have now. Safe to repeat, also by several processes at once.
 */
export async function ensureIndexes(connection: Connection): Promise<void> {
  const models = modelsOf(connection);
  // Before the indexes: alerts without a subject would break the unique one.
  await upgradeData(models);
  for (const model of Object.values(models)) await model.createIndexes();
  await dropOldIndexes(models);
}
