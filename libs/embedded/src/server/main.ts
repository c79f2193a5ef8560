import { inspect, parseArgs } from 'node:util';
import { guardAgainstHanging } from '@app/platform/hang-guard';
import { keptPassword } from './password.ts';
import { startDocumentServer } from './start.ts';

/** Small for any disk, and room for the results of a hundred targets for hours. */
const reserveBytes = 33_554_432;

const usage = 'Usage: main.ts --data-dir FOLDER [--port N] [--authenticate]';

// What is said of faults may find no room on a full disk: that is no reason to end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

/** Runs the document server as a process of its own until it is told to end. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'data-dir': { type: 'string' },
      port: { type: 'string', default: '0' },
      authenticate: { type: 'boolean', default: false },
    },
  });
  const dataDir = values['data-dir'];
  const port = Number(values.port);
  if (dataDir === undefined) throw new Error(`No data folder was given. ${usage}`);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`The port must be a number from 0 to 65535, not ${values.port}. ${usage}`);
  }
  guardAgainstHanging({ name: 'documents' });
  const server = await startDocumentServer({
    dataDir,
    port,
    // Whoever starts the server without it knows no password.
    password: values.authenticate ? keptPassword(dataDir) : null,
    reserveBytes,
    onReserve: (sentence) => {
      process.stderr.write(`${sentence}\n`);
    },
    onFault: (error) => {
      process.stderr.write(`${inspect(error)}\n`);
    },
  });
  const uri = `mongodb://127.0.0.1:${String(server.port)}/?directConnection=true`;
  const listening = { event: 'listening', port: server.port, uri };
  process.stdout.write(`${JSON.stringify(listening)}\n`);
  let isClosing = false;
  const close = (): void => {
    if (isClosing) return;
    isClosing = true;
    void server.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
  // A parent that started us with an IPC channel is gone.
  process.on('disconnect', close);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
