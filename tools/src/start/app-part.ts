import { inWorkspace } from '../workspace.ts';
import { startChild } from './child.ts';
import type { LogFile } from './log-file.ts';
import type { Part } from './part.ts';

export interface DatabaseUrls {
  readonly mongodb: string;
  readonly postgres: string;
}

/** The api or the worker as a part; it gets its databases through the environment. */
export function appPart(name: 'api' | 'worker', urls: DatabaseUrls, log: LogFile): Part {
  return {
    name,
    start: async () =>
      startChild({
        args: [inWorkspace('apps', name, 'dist', 'main.js')],
        env: { ...process.env, MONGODB_URI: urls.mongodb, POSTGRES_URL: urls.postgres },
        log,
      }),
  };
}
