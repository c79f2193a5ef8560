import type { Target } from '@app/domain';
import type { FiguredTargets } from '@app/monitoring';
import type { Metrics } from '@app/platform';

/** Figures younger than this are given again, so that one reading serves all gauges and eager readers. */
const MAX_AGE_MS = 10_000;

/** Shows targets to Prometheus, in its base units. Gauges are empty while the document store is away. */
export function addTargetMetrics(metrics: Metrics, read: () => Promise<FiguredTargets>): void {
  let latest: { at: number; figures: Promise<FiguredTargets | null> } | null = null;
  const figures = (): Promise<FiguredTargets | null> => {
    if (!latest || performance.now() - latest.at > MAX_AGE_MS) {
      latest = { at: performance.now(), figures: read().catch(() => null) };
    }
    return latest.figures;
  };

  metrics.gauge({
    name: 'targets',
    help: 'Targets by status.',
    labels: ['status'],
    collect: async (gauge) => {
      gauge.reset();
      const { all: _, ...counts } = (await figures())?.counts ?? { all: 0 };
      for (const [status, count] of Object.entries(counts)) gauge.set({ status }, count);
    },
  });

  const ofTargets = (
    name: string,
    help: string,
    valueOf: (target: Target) => number | null,
  ): void => {
    metrics.gauge({
      name,
      help: `${help} Of the first 1,000 targets by name.`,
      labels: ['id', 'name'],
      collect: async (gauge) => {
        gauge.reset();
        for (const target of (await figures())?.targets ?? []) {
          const value = valueOf(target);
          if (value !== null) gauge.set({ id: target.id, name: target.name }, value);
        }
      },
    });
  };
  ofTargets(
    'target_up',
    '1 while a target is up or degraded, 0 while it is down; missing while that is not known.',
    ({ status }) => UP[status],
  );
  ofTargets('target_uptime_ratio', 'Uptime of the last 24 hours, 0 to 1.', ({ uptime24h }) =>
    uptime24h === null ? null : uptime24h / 100,
  );
  ofTargets('target_response_seconds', 'Response time of the newest check.', ({ lastCheck }) =>
    inSeconds(lastCheck?.latencyMs),
  );
  ofTargets(
    'cert_not_after_timestamp_seconds',
    'When the first certificate of the chain ends.',
    ({ certificate }) => inSeconds(certificate?.validTo?.getTime()),
  );
  ofTargets(
    'domain_expiry_timestamp_seconds',
    'When the registration of the domain ends.',
    ({ domain }) => inSeconds(domain?.expiresAt?.getTime()),
  );
}

const UP: Readonly<Record<Target['status'], number | null>> = {
  up: 1,
  degraded: 1,
  down: 0,
  pending: null,
  unknown: null,
  paused: null,
};

const inSeconds = (ms: number | null | undefined): number | null =>
  ms === null || ms === undefined ? null : ms / 1_000;
