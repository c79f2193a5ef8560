import type { RedisState } from '@app/cache';
import {
  type Component,
  describeTrouble,
  type EgressMode,
  isLoopback,
  overallHealth,
  type SystemHealth,
} from '@app/domain';
import { backupComponent, describeLockedSecrets, upkeepTroubles } from '@app/domain/backups';
import { failedReports } from '@app/domain/reports';
import {
  type CallLimits,
  type HealthPorts,
  monitorComponents,
  type Ports,
  readBackups,
  type SecretVault,
  type SecretWatch,
  systemContext,
} from '@app/monitoring';
import { createHealth, type Env } from '@app/platform';

export interface HealthSources {
  readonly env: Pick<Env, 'egress' | 'host' | 'isReadOnly'>;
  readonly ports: Pick<Ports, keyof HealthPorts | 'upkeep' | 'backups' | 'reports'>;
  readonly pingMongo: () => Promise<void>;
  readonly isQueueReady: () => boolean;
  readonly limits: Pick<CallLimits, 'refused'>;
  /** What secrets cannot be read here, and whether a worker runs that cannot read what is encrypted. */
  readonly secrets: Pick<SecretWatch, 'locked'> & Pick<SecretVault, 'hasOlderReader'>;
  /** How Redis does; null where none is used. */
  readonly redis?: () => RedisState | null;
}

const MODE_WORDS: Record<EgressMode, string> = {
  'public-only': 'Only public addresses may be watched',
  'allow-list': 'Public addresses and the ranges of EGRESS_ALLOW_CIDRS may be watched',
  'allow-private': 'Private addresses may be watched',
};

/** Who may use this server and what it may contact, in a sentence. */
function describeExposure({ egress, host }: Pick<Env, 'egress' | 'host'>): string {
  const reach = isLoopback(host)
    ? 'only this machine can open it'
    : 'it can be opened from other machines, and there is no login';
  return `${MODE_WORDS[egress.mode]} (EGRESS_MODE=${egress.mode}); ${reach}.`;
}

/** The health of the parts: of those without which nothing can be answered, and of the whole system. */
export function createHealthParts({
  env,
  ports,
  pingMongo,
  isQueueReady,
  limits,
  secrets,
  redis = () => null,
}: HealthSources): {
  readiness: () => Promise<Component[]>;
  health: () => Promise<SystemHealth>;
} {
  const documents = {
    name: 'mongodb',
    ask: async () => {
      await pingMongo();
      return 'MongoDB answers.';
    },
    failing: 'MongoDB does not answer: nothing can be shown or stored. Check that it runs.',
  };
  const queue = {
    name: 'postgres',
    ask: async () => {
      if (!isQueueReady()) throw new Error('not ready');
      return 'PostgreSQL answers and the queues are in order.';
    },
    failing: 'PostgreSQL does not answer: messages and live updates wait. Check that it runs.',
  };
  // Whoever only reads can do without live updates.
  const readiness = createHealth(env.isReadOnly ? [documents] : [documents, queue]);
  const beside = createHealth(env.isReadOnly ? [queue] : []);
  const monitoring = createHealth([
    {
      name: 'worker',
      ask: () => monitorComponents(systemContext(ports, { name: 'api' })),
      failing: 'The state of the workers is unknown, because MongoDB does not answer.',
    },
  ]);
  return {
    readiness,
    health: async () => {
      const parts = await Promise.all([
        readiness(),
        beside(),
        monitoring(),
        limitsPart(limits),
        secretsPart(secrets),
        backupsPart(ports),
        upkeepPart(ports),
        reportsPart(ports),
      ]);
      const exposure: Component = {
        name: 'egress',
        status: 'ok',
        detail: describeExposure(env),
      };
      const modes = env.isReadOnly ? [READS_ONLY] : [];
      return overallHealth([...parts.flat(), ...redisPart(redis()), exposure, ...modes]);
    },
  };
}

const READS_ONLY: Component = {
  name: 'mode',
  status: 'ok',
  detail: 'This server only reads (READ_ONLY=1): nothing is checked, told or changed by it.',
};

/** Names reports that did not reach somebody; nothing while all did, or while that is not known. */
async function reportsPart({
  reports,
}: Pick<HealthSources['ports'], 'reports'>): Promise<Component[]> {
  const failed = failedReports(await reports.list().catch(() => []));
  if (failed.length === 0) return [];
  const names = failed.slice(0, MAX_NAMES).join(', ');
  return [
    {
      name: 'reports',
      status: 'degraded',
      detail: `Not everybody got ${names}. See Reports in the settings; send it again from there.`,
    },
  ];
}

const MAX_NAMES = 5;

/** How backups do; nothing while that is not known, which other parts say. */
async function backupsPart(
  ports: Pick<HealthSources['ports'], 'upkeep' | 'backups' | 'now'>,
): Promise<Component[]> {
  const report = await readBackups(systemContext(ports, { name: 'api' })).catch(() => null);
  return report ? [backupComponent(report)] : [];
}

/** Names upkeep beside backups that failed; nothing while all is well, or while that is not known. */
async function upkeepPart({
  upkeep,
}: Pick<HealthSources['ports'], 'upkeep'>): Promise<Component[]> {
  const troubles = upkeepTroubles(await upkeep.list().catch(() => []));
  if (troubles.length === 0) return [];
  const detail = troubles.map(({ fact }) => describeTrouble(fact)).join(' ');
  return [{ name: 'upkeep', status: 'degraded', detail }];
}

/** Says that secrets are locked, or cannot be read by all workers; nothing while all is well. */
async function secretsPart(secrets: HealthSources['secrets']): Promise<Component[]> {
  const locked = await secrets.locked().catch(() => null);
  if (locked) {
    return [{ name: 'secrets', status: 'failing', detail: describeLockedSecrets(locked) }];
  }
  if (!(await secrets.hasOlderReader().catch(() => false))) return [];
  return [{ name: 'secrets', status: 'degraded', detail: OLDER_WORKER }];
}

const OLDER_WORKER =
  'A worker of an older version runs, or ran a minute ago, that cannot read encrypted secrets: it fails at those that are encrypted already, and no more are encrypted until it has ended.';

/** How Redis does; nothing where none is used. Without it everything works, so it never fails. */
function redisPart(state: RedisState | null): Component[] {
  switch (state?.is) {
    case undefined:
      return [];
    case 'there':
      return [{ name: 'redis', status: 'ok', detail: 'Redis answers.' }];
    case 'refusing':
      return [{ name: 'redis', status: 'degraded', detail: redisRefuses(state.why) }];
    case 'away':
      return [{ name: 'redis', status: 'degraded', detail: REDIS_AWAY }];
  }
}

const WITHOUT_REDIS =
  'Everything works without it: each api process keeps answers for itself, and calls are counted as where there is no Redis.';
const REDIS_AWAY = `Redis does not answer in time. ${WITHOUT_REDIS} Check that it runs, and REDIS_URL.`;
const redisRefuses = (why: string): string =>
  `Redis refuses what it is asked (${why.slice(0, MAX_WORD)}). ${WITHOUT_REDIS} ${why === 'OOM' ? 'It is full: give it maxmemory-policy allkeys-lru.' : 'Its log says more.'}`;
const MAX_WORD = 30;

/** Says whose calls are being refused; nothing while nobody's are. */
async function limitsPart(limits: Pick<CallLimits, 'refused'>): Promise<Component[]> {
  const [worst, ...others] = await limits.refused();
  if (!worst) return [];
  const more = others.length > 0 ? `, and of ${others.length} more` : '';
  return [
    {
      name: 'limits',
      status: 'degraded',
      detail: `Calls of ${worst.caller}${more} are being refused because there are too many of them (${worst.refused} so far). Nobody else is concerned.`,
    },
  ];
}
