import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../refusal.ts';
import { FROM_SOURCE, inWorkspace, WORKSPACE } from '../workspace.ts';
import { attach, type Attachment } from './attach.ts';

/** Exit code of the host when another process holds the data folder. */
export const FOLDER_HELD = 3;

const TRY_EVERY_MS = 250;

export interface EnsureOptions {
  readonly dataDir: string;
  readonly signal: AbortSignal;
  /** How long another process may hold the folder without announcing its servers. */
  readonly waitMs?: number;
}

/**
 * Attaches to the embedded servers of a data folder, or starts them when nobody has. They run in
 * a process of their own that ends with its last user, so it does not matter who came first.
 */
export async function ensureDatabases(options: EnsureOptions): Promise<Attachment> {
  const { dataDir, signal, waitMs = 120_000 } = options;
  const end = performance.now() + waitMs;
  for (;;) {
    const attachment = await attach(dataDir);
    if (attachment) return attachment;
    signal.throwIfAborted();
    const { code, words } = await launchHost(dataDir);
    if (code === 0) continue;
    if (code !== FOLDER_HELD || performance.now() > end) throw new Refusal(words);
    await sleep(TRY_EVERY_MS, undefined, { signal });
  }
}

/** Resolves when the host is ready, or has ended: then with its last words. */
function launchHost(dataDir: string): Promise<{ code: number; words: string }> {
  return new Promise((resolve, reject) => {
    const script = inWorkspace('tools', 'src', 'databases', 'host.ts');
    const launcher = spawn(process.execPath, [FROM_SOURCE, script, dataDir, '--launch'], {
      cwd: WORKSPACE,
      // Out of reach of Ctrl-C: others may use the servers.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let words = '';
    launcher.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
    launcher.once('error', reject);
    launcher.once('close', (code) => {
      resolve({ code: code ?? 1, words: words.trim() || 'The databases did not start.' });
    });
  });
}
