import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { StoreOptions } from '../common/options.ts';
import { connect, ensureIndexes, type ConnectOptions } from '../connect.ts';
import { createStores, type Stores } from '../create-stores.ts';
import { modelsOf } from '../models.ts';
import { startEmbeddedServer, type TestServer } from './embedded-database.ts';

export interface TestStores {
  uri: string;
  connection: Connection;
  stores: Stores;
  /** Drops the database and closes the connection. */
  close: () => Promise<void>;
}

type TestStoreOptions = Partial<StoreOptions> &
  Omit<ConnectOptions, 'uri'> & {
    /** Kinds of checks whose state is kept with targets, where there are others than those of the product. */
    watchKinds?: readonly string[];
  };

/** Stores in a new database with a random name, indexes included. */
export async function openStoresOn(
  server: TestServer,
  { monitorCommands, watchKinds, ...options }: TestStoreOptions = {},
): Promise<TestStores> {
  const uri = server.uriOf(`netumo_test_${randomBytes(8).toString('hex')}`);
  const connection = await connect({ uri, monitorCommands });
  modelsOf(connection, watchKinds);
  await ensureIndexes(connection);
  return {
    uri,
    connection,
    stores: createStores(connection, options),
    close: async () => {
      await connection.dropDatabase();
      await connection.close();
    },
  };
}

/** Stores on an embedded server of their own, for the tests of one file. */
export async function openTestStores(options: TestStoreOptions = {}): Promise<TestStores> {
  const server = await startEmbeddedServer();
  const opened = await openStoresOn(server, options);
  return {
    ...opened,
    close: async () => {
      await opened.close();
      await server.close();
    },
  };
}
