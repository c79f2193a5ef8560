import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import { createSecureContext } from 'node:tls';
import type { Log } from '@app/monitoring';

/** Files of the certificate that this server shows, in PEM; the first may hold the whole chain. */
export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

export interface TlsServerOptions {
  readonly files: TlsFiles;
  readonly requestTimeoutMs: number;
  readonly checkEveryMs: number;
  readonly log: Pick<Log, 'info' | 'warn'>;
}

interface Pair {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** A renewed certificate is shown within this time. */
const LOOK_MS = 10_000;

/** The oldest version that browsers still speak without a warning. */
const MIN_VERSION = 'TLSv1.2';

/** Makes a server that speaks TLS, and reads its certificate again when the files change. */
export function createTlsServer(handler: RequestListener, options: TlsServerOptions): Server {
  const { files, requestTimeoutMs, checkEveryMs } = options;
  const pair = { cert: readFileSync(files.certFile), key: readFileSync(files.keyFile) };
  const server = createServer(
    {
      ...pair,
      minVersion: MIN_VERSION,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: checkEveryMs,
    },
    handler,
  );
  const reload = createReload(server, options, pair);
  const timer = setInterval(() => void reload(), LOOK_MS).unref();
  server.on('close', () => clearInterval(timer));
  return server;
}

/**
 * Returns what shows the certificate of the files from then on, if it is another one. A pair that cannot be used (half
 * of it may have been written so far) is passed over, and the one from before is shown.
 */
export function createReload(
  server: Pick<Server, 'setSecureContext'>,
  { files, log }: Pick<TlsServerOptions, 'files' | 'log'>,
  shown: Pair,
): () => Promise<void> {
  let latest = shown;
  let refused: Pair | null = null;
  return async () => {
    const pair = await readPair(files).catch(() => null);
    if (!pair || isSame(pair, latest) || (refused && isSame(pair, refused))) return;
    try {
      createSecureContext({ ...pair });
      server.setSecureContext({ ...pair, minVersion: MIN_VERSION });
      latest = pair;
      refused = null;
      log.info({}, 'the certificate of this server was read again');
    } catch (error) {
      refused = pair;
      log.warn({ err: error }, 'the new certificate of this server cannot be used');
    }
  };
}

const readPair = async ({ certFile, keyFile }: TlsFiles): Promise<Pair> => ({
  cert: await readFile(certFile),
  key: await readFile(keyFile),
});

const isSame = (a: Pair, b: Pair): boolean => a.cert.equals(b.cert) && a.key.equals(b.key);
