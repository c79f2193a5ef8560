import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Db } from 'mongodb';
import { isDiskFull } from '../server/bson/errors.ts';
import { startDocumentServer, type DocumentServer } from '../server/start.ts';

export interface TestServer {
  readonly server: DocumentServer;
  readonly client: MongoClient;
  readonly db: Db;
  readonly dataDir: string;
  /** Stops the server and removes its folder. */
  dispose(): Promise<void>;
}

/** A server on a folder of its own, and a client. Faults of the server fail the test that is running. */
export async function startTestServer(
  options: {
    dataDir?: string;
    sweepMs?: number;
    reserveBytes?: number;
    toleratesFull?: boolean;
  } = {},
): Promise<TestServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'embedded-test-')));
  const faults: unknown[] = [];
  const server = await startDocumentServer({
    dataDir,
    ...(options.sweepMs === undefined ? {} : { sweepMs: options.sweepMs }),
    ...(options.reserveBytes === undefined ? {} : { reserveBytes: options.reserveBytes }),
    onFault: (error) => {
      if (!(options.toleratesFull && isDiskFull(error))) faults.push(error);
    },
  });
  const client = new MongoClient(server.uri);
  return {
    server,
    client,
    db: client.db('test'),
    dataDir,
    dispose: async () => {
      await client.close();
      await server.close();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
      if (faults.length > 0) throw new AggregateError(faults, 'The server had faults.');
    },
  };
}
