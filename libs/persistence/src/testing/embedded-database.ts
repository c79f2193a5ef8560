import { startDocumentServer } from '@app/embedded';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server that tests may fill with databases of their own. */
export interface TestServer {
  name: string;
  /** Address of a database on this server. */
  uriOf: (database: string) => string;
  close: () => Promise<void>;
}

/** Starts the embedded document server in a folder of its own, which is gone after `close`. */
export async function startEmbeddedServer(): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'netumo-store-'));
  const server = await startDocumentServer({ dataDir });
  return {
    name: 'embedded',
    uriOf: (database) => withDatabase(server.uri, database),
    close: async () => {
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A server that is run by somebody else. */
export const foreignServer = (uri: string): TestServer => ({
  name: new URL(uri).host,
  uriOf: (database) => withDatabase(uri, database),
  close: async () => undefined,
});

function withDatabase(uri: string, database: string): string {
  const url = new URL(uri);
  url.pathname = `/${database}`;
  return url.href;
}
