import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startPostgres } from '@app/embedded';
import { FROM_SOURCE, inWorkspace } from '../workspace.ts';
import { runCommand } from '../start/run-command.ts';

/*
 * Holds the product to its contract on another MongoDB server than its own: the store contract, and the main
 * flow from outside. Only a server that is started here, in a folder of its own, is ever touched.
 */

const REFERENCE =
  process.env['REFERENCE_MONGOD'] ?? inWorkspace('..', 'shared', 'tools', 'secantusd-rs');
const ACCEPTANCE = inWorkspace('..', 'shared', 'acceptance', 'run.mjs');
const START_WITHIN_MS = 20_000;

const tally = { passed: 0, failed: 0, skipped: 0 };

await main();
const skipped = tally.skipped > 0 ? `, ${String(tally.skipped)} skipped` : '';
console.log(`${String(tally.passed)} passed, ${String(tally.failed)} failed${skipped}`);
process.exitCode = tally.failed > 0 ? 1 : 0;

async function main(): Promise<void> {
  if (!fs.existsSync(REFERENCE)) {
    tally.skipped += 1;
    console.log('Left out: there is no reference server. Set REFERENCE_MONGOD to its path.');
    return;
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'netumo-reference-'));
  fs.chmodSync(folder, 0o755);
  const mongo = await startReference(path.join(folder, 'mongo'));
  const postgres = await startPostgres({ dataDir: path.join(folder, 'postgres') });
  try {
    await step('the store contract on the reference server', process.execPath, {
      args: [
        inWorkspace('node_modules', 'vitest', 'vitest.mjs'),
        'run',
        '--project',
        '@app/persistence',
      ],
      env: { TEST_MONGODB_URI: mongo.uri('') },
    });
    if (fs.existsSync(ACCEPTANCE)) {
      await step('the main flow on the reference server', process.execPath, {
        args: [ACCEPTANCE, '--only', 'outage'],
        env: { MONGODB_URI: mongo.uri('netumo'), POSTGRES_URL: postgres.url },
      });
    } else {
      tally.skipped += 1;
      console.log('Left out: the checks from outside are not beside this clone.');
    }
  } finally {
    mongo.stop();
    await postgres.stop();
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function step(
  title: string,
  file: string,
  { args, env }: { args: string[]; env: NodeJS.ProcessEnv },
): Promise<void> {
  console.log(`--- ${title}`);
  const { code, output } = await runCommand(file, args, {
    env: { NODE_OPTIONS: FROM_SOURCE, ...env },
    onOutput: (text) => process.stdout.write(text),
  });
  const own = /^(\d+) passed, (\d+) failed$/m.exec(output);
  if (own) {
    tally.passed += Number(own[1]);
    tally.failed += Number(own[2]);
  } else if (code === 0) tally.passed += 1;
  else tally.failed += 1;
  if (own && code !== 0 && own[2] === '0') tally.failed += 1;
}

/** Starts the reference server on a free port; its output tells which. */
async function startReference(
  folder: string,
): Promise<{ uri: (database: string) => string; stop: () => void }> {
  fs.mkdirSync(folder);
  const child = spawn(
    REFERENCE,
    ['--port', '0', '--storage-path', folder, '--cache-size', '256M', '--log-file-max', '16MB'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const port = await new Promise<string>((resolve, reject) => {
    let said = '';
    const fail = (): void => reject(new Error(`The reference server did not start: ${said}`));
    const timer = setTimeout(fail, START_WITHIN_MS);
    child.once('error', reject).once('exit', fail);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const found = /listening on [\d.]+:(\d+)/.exec(said)?.[1];
        if (!found) return;
        clearTimeout(timer);
        resolve(found);
      });
    }
  });
  child.removeAllListeners('exit');
  return {
    uri: (database) => `mongodb://127.0.0.1:${port}/${database}?directConnection=true`,
    stop: () => child.kill('SIGTERM'),
  };
}
