import { foreignServer, startEmbeddedServer, type TestServer } from './embedded-database.ts';

/** Servers that tests run against: the embedded one always, and each of `TEST_MONGODB_URI`. */
export const SERVERS: readonly { name: string; start: () => Promise<TestServer> }[] = [
  { name: 'embedded', start: startEmbeddedServer },
  ...(process.env['TEST_MONGODB_URI'] ?? '')
    .split(',')
    .filter(Boolean)
    .map((uri) => ({ name: new URL(uri).host, start: async () => foreignServer(uri) })),
];
