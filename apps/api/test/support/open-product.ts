import { AnswerCache } from '@app/cache';
import { createBackups, isOutage } from '@app/persistence';
import { egressPolicyOf, readEnv } from '@app/platform';
import type { Change, DeadLetter } from '@app/domain';
import { AuditLog, CallLimits, type Ports } from '@app/monitoring';
import { CALLS, CHANGES } from '@app/router';
import { openTestStores, type TestStores } from '@app/persistence/testing';
import { composePorts } from '../../src/compose-ports.ts';
import { createHealthParts } from '../../src/health-parts.ts';
import { LiveHub } from '../../src/live/hub.ts';
import type { ServerOptions } from '../../src/server.ts';

export interface TestProduct {
  ports: Ports;
  stores: TestStores;
  hub: LiveHub;
  /** What urgent checks and deliveries were asked for. */
  enqueued: string[];
  /** Jobs that failed for good. */
  deadLetters: DeadLetter[];
  options: Pick<ServerOptions, 'services' | 'readiness'>;
}

/** The api as `main` composes it, over the embedded server, whose change events stay in the process. */
export async function openProduct(): Promise<TestProduct> {
  const stores = await openTestStores();
  const env = readEnv({ WEBHOOK_ALLOWED_HOSTS: '127.0.0.1' });
  const enqueued: string[] = [];
  const deadLetters: DeadLetter[] = [];
  const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  const ports = composePorts({
    env,
    policy: egressPolicyOf(env),
    stores: stores.stores,
    backups: createBackups(stores.connection, {
      ...{ folder: null, s3: null, keys: [], madeBy: 'test', isGentle: true },
      secretKeys: () => [],
    }),
    cache: new AnswerCache(),
    jobs: {
      queue: {
        enqueueChecks: async (checks) =>
          void enqueued.push(...checks.map(({ targetId }) => targetId)),
        enqueueLanes: async (ids) => void enqueued.push(...ids),
        figures: () => Promise.resolve([]),
        vacuum: () => Promise.resolve(true),
        deadLetters: () => Promise.resolve({ items: deadLetters, nextCursor: null }),
        redriveDeadLetter: (id) =>
          Promise.resolve(deadLetters.find((letter) => letter.id === id) ?? 'none'),
      },
      changes: {
        publish: async (changes: readonly Change[]) => {
          hub.onChanges(changes);
        },
      },
    },
    log,
  });
  const hub = new LiveHub({ ports, log });
  hub.onRegained();
  const limits = new CallLimits({
    ports,
    rules: CALLS,
    perMinute: null,
    streams: env.liveStreams,
  });
  const { readiness, health } = createHealthParts({
    env,
    ports,
    pingMongo: async () => {
      await ports.targets.counts();
    },
    isQueueReady: () => true,
    limits,
    secrets: {
      locked: () => Promise.resolve(null),
      hasOlderReader: () => Promise.resolve(false),
    },
  });
  return {
    ports,
    stores,
    hub,
    enqueued,
    deadLetters,
    options: {
      services: {
        ports,
        live: hub,
        limits,
        audit: new AuditLog({ ports, rules: CHANGES }),
        health,
        isOutage,
      },
      readiness,
    },
  };
}

const ignore = (): void => undefined;
