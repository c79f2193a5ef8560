import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort, startDocumentServer } from '@app/embedded';
import { say } from '../terminal.ts';
import { inWorkspace, WORKSPACE } from '../workspace.ts';
import { planFor, type Plan } from './plan-for.ts';
import { readDocument } from './read-document.ts';

const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'docs/**/*.md'];
/** The longest is the installation on a slow line. */
const LIMIT_MS = 15 * 60_000;

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Runs the fenced commands of the documents as a reader would: in a clone of the last commit, in
 * their order. What cannot run here is named with its reason.
 */
export async function runFencedCommands(): Promise<Tally> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'docs-'));
  // PostgreSQL, which never runs as root, has to get in.
  fs.chmodSync(folder, 0o755);
  const clone = path.join(folder, 'clone');
  const server = await startDocumentServer({ dataDir: path.join(folder, 'server'), port: 0 });
  const tally = { passed: 0, failed: 0, skipped: 0 };
  try {
    execFileSync('git', ['clone', '--quiet', WORKSPACE, clone]);
    const env = await readersEnvironment();
    for (const { where, command } of fencedCommands()) {
      const plan = planFor(command, `mongodb://127.0.0.1:${String(server.port)}`);
      if (plan.kind === 'skip') {
        say(`left out  ${where} ${command}: ${plan.reason}`);
        tally.skipped += 1;
        continue;
      }
      const startedAt = performance.now();
      const { ok, output } = await follow(plan, clone, env);
      const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
      say(`${ok ? 'ok       ' : 'FAILED   '} ${where} ${command} (${seconds} s)`);
      if (ok) tally.passed += 1;
      else {
        say(output.trim().split('\n').slice(-20).join('\n'));
        tally.failed += 1;
      }
    }
  } finally {
    await server.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
  return tally;
}

/** Our variables without those that would lead to servers of our own or say which port. */
async function readersEnvironment(): Promise<NodeJS.ProcessEnv> {
  const env = { ...process.env, PORT: String(await freePort()), FORCE_COLOR: '0' };
  const ours = /^(MONGODB_URI|POSTGRES_URL|DATA_DIR|HOST|npm_.*|NX_.*)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.test(name)));
}

function* fencedCommands(): Generator<{ where: string; command: string }> {
  for (const file of fs.globSync(DOCUMENTS, { cwd: WORKSPACE })) {
    const { fenced } = readDocument(fs.readFileSync(inWorkspace(file), 'utf8'));
    for (const { language, text, line } of fenced) {
      const command = text.replace(/\s+#.*$/, '').trim();
      if (language !== 'sh' || command === '') continue;
      yield { where: `${file}:${String(line)}`, command };
    }
  }
}

/** Runs a command to its end, or until it says what is waited for; then it gets Ctrl-C. */
function follow(
  plan: Exclude<Plan, { kind: 'skip' }>,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn('sh', ['-c', plan.command], { cwd, env, detached: true });
    const signal = (name: NodeJS.Signals) => {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    };
    let output = '';
    let wasReady = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (plan.kind !== 'until' || wasReady || !plan.ready.test(output)) return;
        wasReady = true;
        signal('SIGINT');
      });
    }
    const limit = setTimeout(() => {
      output += '\nIt took too long.';
      signal('SIGKILL');
    }, LIMIT_MS);
    child.once('close', (code) => {
      clearTimeout(limit);
      const ok = plan.kind === 'until' ? wasReady && plan.stopped.test(output) : code === 0;
      resolve({ ok, output });
    });
  });
}
