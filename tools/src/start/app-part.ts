import type { DatabaseUrls } from '../databases/urls.ts';
import { inWorkspace } from '../workspace.ts';
import { startChild } from '../processes/child.ts';
import type { LogFile } from '@app/platform';
import type { Part } from '../processes/part.ts';

/**
 * Flags of Node for the apps. Checks leave short-lived objects only, which a young generation of 16 MB holds until they
 * are over; half of it costs a busy worker a tenth of its CPU more. What outlives it is collected once the heap has grown by four fifths, not
 * by several times: on a bad day that is the difference between 200 and 480 MB.
 */
export const NODE_FLAGS: Readonly<Record<'api' | 'worker', readonly string[]>> = {
  api: [],
  worker: ['--max-semi-space-size=16', '--heap-growing-percent=80'],
};

/** The api or the worker as a part; it gets its databases through the environment. */
export function appPart(
  name: 'api' | 'worker',
  urls: DatabaseUrls,
  { log, logDir }: { log: LogFile; logDir: string },
): Part {
  return {
    name,
    start: async () =>
      startChild({
        args: [...NODE_FLAGS[name], inWorkspace('apps', name, 'dist', 'main.js')],
        env: {
          ...process.env,
          MONGODB_URI: urls.mongodb,
          POSTGRES_URL: urls.postgres,
          // For the streams that it keeps itself.
          LOG_DIR: logDir,
        },
        log,
      }),
  };
}
