import fs from 'node:fs';
import { freePort } from '@app/embedded';
import { inWorkspace, NX, WORKSPACE } from '../workspace.ts';
import { createReloadingProgram } from './reloading-program.ts';
import type { Output } from './serve-app.ts';
import { watchSources } from './watch-sources.ts';

/** Where the dev server of Angular listens when nothing else does. */
const USUAL_PORT = 4_200;
/** Packages that the web app reads as they are built. */
const BUILT = ['domain', 'monitoring', 'router'].map((name) => `libs/${name}/src`);
/** Nothing that would outlive it. */
const QUIET_NX = { NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false', NX_TUI: 'false' };
const GRACE_MS = 3_000;
const TRY_EVERY_MS = 250;

export interface WebProgram {
  readonly url: string;
  /** Resolves when the first page can be had. */
  ready(signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
  kill(): void;
}

/**
 * Starts the dev server of the web app, which hands requests for data on to the api at a URL of
 * this machine. The app itself is reloaded by the browser.
 */
export async function startWeb(apiUrl: string, { say, write }: Output): Promise<WebProgram> {
  const port = await freePort(USUAL_PORT);
  const url = `http://127.0.0.1:${String(port)}`;
  const program = createReloadingProgram({
    name: 'web dev server',
    args: [NX, 'run', '@app/web:serve', '--port', String(port)],
    env: { ...process.env, ...QUIET_NX, DEV_API_URL: apiUrl, PORT: undefined },
    graceMs: GRACE_MS,
    hasChildren: true,
    write: (text) => write('web', text),
    say,
  });
  const folders = BUILT.filter((folder) => fs.existsSync(inWorkspace(folder)));
  const unwatch = watchSources(WORKSPACE, folders, (file) => {
    say(`${file} changed: the web dev server starts anew.`);
    void program.restart();
  });
  await program.restart();
  return {
    url,
    ready: (signal) => answers(url, signal),
    stop: () => {
      unwatch();
      return program.stop();
    },
    kill: () => program.kill(),
  };
}

async function answers(url: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const answer = await fetch(url, { signal }).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, TRY_EVERY_MS));
  }
}
