import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

interface MetricOptions<Label extends string> {
  /** Area, unit and `_total` for counters: `checks_run_total`, `check_duration_seconds`. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly Label[];
}

interface GaugeOptions<Label extends string> extends MetricOptions<Label> {
  readonly collect?: (gauge: Gauge<Label>) => void | Promise<void>;
}

/** The figures of one process, in the text format of Prometheus. */
export interface Metrics {
  readonly contentType: string;
  render(): Promise<string>;
  /** With `collect`, the counter is brought up to date whenever figures are read. */
  counter<L extends string = never>(
    options: MetricOptions<L> & { readonly collect?: (counter: Counter<L>) => void },
  ): Counter<L>;
  /** With `collect`, the gauge is set whenever figures are read. */
  gauge<L extends string = never>(options: GaugeOptions<L>): Gauge<L>;
  histogram<L extends string = never>(
    options: MetricOptions<L> & { readonly buckets: readonly number[] },
  ): Histogram<L>;
}

/** Gauges of the library whose names are those of counters; each of them is the sum of another one. */
const MISNAMED = ['handles', 'requests', 'resources'].map((of) => `nodejs_active_${of}_total`);

/** Creates a registry with the figures of the process itself: memory, CPU, delay of the event loop. */
export function createMetrics(processName: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ process: processName });
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
  const common = <L extends string>({ name, help, labels = [] }: MetricOptions<L>) => ({
    name: `netumo_${name}`,
    help,
    labelNames: labels,
    registers: [registry],
  });
  return {
    contentType: registry.contentType,
    render: () => registry.metrics(),
    counter: <L extends string>({
      collect,
      ...options
    }: MetricOptions<L> & { readonly collect?: (counter: Counter<L>) => void }) => {
      const counter: Counter<L> = new Counter<L>({
        ...common(options),
        ...(collect && { collect: () => collect(counter) }),
      });
      return counter;
    },
    gauge: <L extends string>({ collect, ...options }: GaugeOptions<L>) => {
      const gauge: Gauge<L> = new Gauge<L>({
        ...common(options),
        ...(collect && { collect: () => collect(gauge) }),
      });
      return gauge;
    },
    histogram: ({ buckets, ...options }) =>
      new Histogram({ ...common(options), buckets: [...buckets] }),
  };
}
