import fs from 'node:fs';
import path from 'node:path';
import { freePort, keptPassword, startPostgres, uriWith } from '@app/embedded';
import { Refusal } from '../refusal.ts';
import { FROM_SOURCE, inWorkspace } from '../workspace.ts';
import { startChild } from '../processes/child.ts';
import { makeFolder, type LogFile } from '@app/platform';
import type { Part, Running } from '../processes/part.ts';

/** Name of the database on the embedded servers. */
export const DATABASE = 'netumo';
const LISTENING_WITHIN_MS = 20_000;

/** An embedded server as a part, and where it listens once it was started. */
export interface EmbeddedPart extends Part {
  /** Connection string with its secrets; the same after a restart. */
  url(): string;
}

/** The embedded PostgreSQL with its files in `folder`. */
export function postgresPart(folder: string): EmbeddedPart {
  let url = '';
  return {
    name: 'PostgreSQL',
    url: () => url,
    start: async () => {
      const server = await startPostgres({ dataDir: folder });
      ({ url } = server);
      return {
        exited: server.exited.then(() => 'see its log'),
        stop: () => server.stop(),
        kill: () => void server.stop(),
      };
    },
  };
}

const BUILT = [inWorkspace('libs', 'embedded', 'dist', 'main.js')];

/** Arguments of Node that run the document server without a build. */
export const FROM_SOURCES = [
  FROM_SOURCE,
  inWorkspace('libs', 'embedded', 'src', 'server', 'main.ts'),
];

/** The embedded document server as a process of its own, with its files in `folder`. */
export function documentPart(
  folder: string,
  log: LogFile,
  program: readonly string[] = BUILT,
): EmbeddedPart {
  let url = '';
  return {
    name: 'document store',
    url: () => url,
    start: async () => {
      const port = await keptPort(folder);
      const uri = uriWith(keptPassword(folder), `127.0.0.1:${String(port)}`);
      url = uri.replace('/?', `/${DATABASE}?`);
      const listening = Promise.withResolvers<string>();
      const running = startChild({
        args: [...program, '--data-dir', folder, '--port', String(port), '--authenticate'],
        // Where SQLite copies the data file to: on the disk whose room is known.
        env: { PATH: process.env['PATH'], SQLITE_TMPDIR: folder },
        log,
        onOutput: (text) => {
          if (text.includes('"listening"')) listening.resolve('listening');
        },
      });
      await settled(running, listening.promise, log);
      return running;
    },
  };
}

async function settled(running: Running, listening: Promise<string>, log: LogFile): Promise<void> {
  const tooLong = Promise.withResolvers<string>();
  const timer = setTimeout(() => tooLong.resolve('it does not answer'), LISTENING_WITHIN_MS);
  const how = await Promise.race([listening, running.exited, tooLong.promise]);
  clearTimeout(timer);
  if (how === 'listening') return;
  running.kill();
  throw new Refusal(
    `The document store did not start (${how}): ${log.lastLine() ?? 'no reason given'}`,
  );
}

/** The port of the last time when it is free, so that connection strings stay valid. */
async function keptPort(folder: string): Promise<number> {
  const file = path.join(folder, 'port');
  const kept = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0;
  const port = await freePort(Number.isInteger(kept) && kept > 0 && kept <= 65_535 ? kept : 0);
  makeFolder(folder);
  // In one step: a full disk leaves the port that others know.
  if (port !== kept) {
    fs.writeFileSync(`${file}.new`, String(port), { mode: 0o600 });
    fs.renameSync(`${file}.new`, file);
  }
  return port;
}
