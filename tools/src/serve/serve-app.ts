import fs from 'node:fs';
import type { Env } from '@app/platform';
import type { Attachment } from '../databases/attach.ts';
import { ensureDatabases } from '../databases/ensure.ts';
import { inOneLine } from '../refusal.ts';
import type { DatabaseUrls } from '../databases/urls.ts';
import { NODE_FLAGS } from '../start/app-part.ts';
import { reachServer } from '../databases/reach-servers.ts';
import { step } from '../terminal.ts';
import { FROM_SOURCE, inWorkspace, WORKSPACE } from '../workspace.ts';
import { createReloadingProgram, type ReloadingProgram } from './reloading-program.ts';
import { watchSources } from './watch-sources.ts';

export type AppName = 'api' | 'worker';

const REACH_WITHIN_MS = 20_000;
/** A worker lets the checks that run come to their end. */
const GRACE_MS: Readonly<Record<AppName, number>> = { worker: 15_000, api: 5_000 };

export interface Output {
  readonly say: (line: string) => void;
  /** Gets what a program writes. */
  readonly write: (program: AppName | 'web', text: string) => void;
}

/** Apps that run from their sources and reload, on databases of one's own or the embedded ones. */
export class ServedApps {
  readonly #env: Env;
  readonly #output: Output;
  readonly #stopping = new AbortController();
  readonly #programs: ReloadingProgram[] = [];
  readonly #unwatch: (() => void)[] = [];
  /** The use of embedded servers, from the moment that it is asked for. */
  #attaching: Promise<Attachment | undefined> = Promise.resolve(undefined);

  constructor(env: Env, output: Output) {
    this.#env = env;
    this.#output = output;
  }

  /** Starts the apps; resolves as soon as their processes run. */
  async start(apps: readonly AppName[]): Promise<void> {
    const urls = await this.#databases();
    this.#stopping.signal.throwIfAborted();
    for (const app of apps) {
      const program = this.#program(app, urls);
      this.#programs.push(program);
      const folders = [`apps/${app}/src`, ...fs.globSync('libs/*/src', { cwd: WORKSPACE })];
      this.#unwatch.push(
        watchSources(WORKSPACE, folders, (file) => {
          this.#output.say(`${file} changed: the ${app} starts anew.`);
          void program.restart();
        }),
      );
      await program.restart();
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const unwatch of this.#unwatch) unwatch();
    await Promise.all(this.#programs.map((program) => program.stop()));
    // Servers that were just being started end as well.
    await (await this.#attaching)?.leave();
  }

  kill(): void {
    for (const program of this.#programs) program.kill();
  }

  async #databases(): Promise<DatabaseUrls> {
    const { databases } = this.#env;
    if (!databases) return this.#attach();
    const { mongodbUri: mongodb, postgresUrl: postgres } = databases;
    await step('Reaching the databases', () =>
      Promise.all([
        reachServer('PostgreSQL', postgres, REACH_WITHIN_MS),
        reachServer('MongoDB', mongodb, REACH_WITHIN_MS),
      ]),
    );
    return { mongodb, postgres };
  }

  async #attach(): Promise<DatabaseUrls> {
    const { dataDir } = this.#env;
    const attaching = step(`Embedded databases in ${dataDir}`, () =>
      ensureDatabases({ dataDir, signal: this.#stopping.signal }),
    );
    this.#attaching = attaching.catch(() => undefined);
    const attachment = await attaching;
    void attachment.gone.then(() => this.#regain(attachment.urls));
    return attachment.urls;
  }

  /** Whoever ran the databases has ended; from now on they are ours, or those of another one. */
  async #regain(before: DatabaseUrls): Promise<void> {
    if (this.#isStopping()) return;
    this.#output.say('The databases ended; starting them again.');
    try {
      const urls = await this.#attach();
      // Stored ports and passwords: usually the apps notice nothing but a short outage.
      if (urls.mongodb === before.mongodb && urls.postgres === before.postgres) return;
      await Promise.all(this.#programs.map((program) => program.restart(envOf(urls))));
    } catch (error) {
      if (!this.#isStopping()) this.#output.say(inOneLine(error));
    }
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  #program(app: AppName, urls: DatabaseUrls): ReloadingProgram {
    return createReloadingProgram({
      name: app,
      args: [...NODE_FLAGS[app], FROM_SOURCE, inWorkspace('apps', app, 'src', 'main.ts')],
      env: envOf(urls),
      graceMs: GRACE_MS[app],
      write: (text) => this.#output.write(app, text),
      say: this.#output.say,
    });
  }
}

const envOf = (urls: DatabaseUrls) => ({
  ...process.env,
  MONGODB_URI: urls.mongodb,
  POSTGRES_URL: urls.postgres,
});
