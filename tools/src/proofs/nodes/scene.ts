import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createApiClient, type ApiClient } from '../../api-client.ts';
import { startApi, type ApiProcess } from '../../faults/stage/api-process.ts';
import { onStage, type Stage } from '../../faults/stage/stage.ts';
import { Balancer } from './balancer.ts';

/** Two api processes behind a balancer, and two workers, on one set of databases. */
export interface NodesScene extends Stage {
  readonly balancer: Balancer;
  /** A client that goes through the balancer. */
  readonly client: ApiClient;
  readonly nodes: ApiProcess[];
  /** Starts one more api process like the others. */
  startNode: () => Promise<ApiProcess>;
}

const KEY = Buffer.alloc(32, 7).toString('base64');
/** Calls that one caller may make a minute; a small one, so that reaching it takes no time. */
export const COSTLY = 15;

export function onNodes<T>(
  env: Readonly<Record<string, string>>,
  play: (scene: NodesScene) => Promise<T>,
): Promise<T> {
  return onStage(async (stage) => {
    const folder = fs.mkdtempSync(path.join(tmpdir(), 'nodes-'));
    const balancer = await Balancer.start();
    const nodes: ApiProcess[] = [];
    const shared = { ENCRYPTION_KEY: KEY, BACKUP_DIR: 'off', PUBLIC_URL: balancer.base };
    const startNode = async (): Promise<ApiProcess> => {
      const node = await startApi(stage, {
        ...shared,
        ...env,
        DATA_DIR: fs.mkdtempSync(path.join(folder, 'api-')),
        TRUSTED_PROXIES: '127.0.0.1/32',
        RATE_LIMITS: `read=100000, costly=${COSTLY}`,
      });
      nodes.push(node);
      return node;
    };
    try {
      for (const name of ['one', 'two']) {
        stage.worker({ env: { ...shared, DATA_DIR: path.join(folder, name) } });
      }
      balancer.lead((await Promise.all([startNode(), startNode()])).map(({ base }) => base));
      const client = createApiClient(balancer.base);
      return await play({ ...stage, balancer, client, nodes, startNode });
    } finally {
      for (const node of nodes) await node.end('SIGKILL');
      balancer.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
}
