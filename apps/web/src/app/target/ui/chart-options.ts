import type { ChartPoint } from '@app/domain';
import type { HistoryStretch } from '@app/domain/stats';
import type uPlot from 'uplot';
import { formatLatency } from '../../shared/util/figures';
import { formatClock, formatDay } from '../../shared/util/instant';
import type { ChartScale } from '../data/chart-scale';
import type { Between } from '../data/span';
import { drawFailures, drawPeaks, drawShades } from './chart-shades';

const HEIGHT = 220;
const DAY_SECONDS = 86_400;
/** Shorter ways of the pointer are a click, in pixels. */
const SHORTEST_DRAG = 8;
/** The lowest time of a logarithmic scale, in milliseconds. */
const LOWEST_MS = 0.1;
/** Space that it leaves above and below, as a factor. */
const HEADROOM = 1.5;
const MANY_DECADES = 2.5;

const toSeconds = (at: Date): number => at.getTime() / 1_000;
const toDate = (seconds: number): Date => new Date(seconds * 1_000);

/**
 * Columns as uPlot wants them: time in seconds, average, fastest, slowest; a null is a gap. On a logarithmic scale times are
 * their logarithms.
 */
export function chartData(
  points: readonly ChartPoint[],
  isLogarithmic: boolean,
): uPlot.AlignedData {
  const height = (ms: number | null): number | null =>
    ms === null || !isLogarithmic ? ms : logOf(ms);
  return [
    points.map(({ at }) => toSeconds(at)),
    points.map(({ avgMs }) => height(avgMs)),
    points.map(({ minMs }) => height(minMs)),
    points.map(({ maxMs }) => height(maxMs)),
  ];
}

const logOf = (ms: number): number => Math.log10(Math.max(ms, LOWEST_MS));

/** What a chart shows at the moment; asked for each time that it is drawn. */
export interface Drawn {
  points: readonly ChartPoint[];
  stretches: readonly HistoryStretch[];
  scale: ChartScale;
  /** The time that it reaches over. */
  span: Between;
}

export interface ChartPlan {
  host: HTMLElement;
  drawn: () => Drawn;
  isLogarithmic: boolean;
  /** The pointer is over an instant, or no longer over the chart. */
  point: (at: Date | null) => void;
  /** Somebody has dragged over a stretch of time. */
  select: (between: Between) => void;
}

/** The look of the chart, in the colours that the theme gives to `host` at this moment. */
export function chartOptions(plan: ChartPlan): uPlot.Options {
  const { host, drawn, isLogarithmic } = plan;
  const style = getComputedStyle(host);
  const color = (name: string): string => style.getPropertyValue(name);
  const axis = {
    stroke: color('--chart-ink'),
    grid: { stroke: color('--chart-grid'), width: 1 },
    ticks: { show: false },
  };
  const edge = { stroke: 'transparent', points: { show: false } };
  const width = (): number => (drawn().span.to.getTime() - drawn().span.from.getTime()) / 1_000;
  return {
    width: host.clientWidth,
    height: HEIGHT,
    cursor: { drag: { x: true, y: false, setScale: false, dist: SHORTEST_DRAG }, y: false },
    legend: { show: false },
    scales: {
      x: { range: () => [toSeconds(drawn().span.from), toSeconds(drawn().span.to)] },
      y: {
        range: () => (isLogarithmic ? logarithmicRange(drawn().points) : [0, drawn().scale.top]),
      },
    },
    axes: [
      {
        ...axis,
        size: 32,
        values: (_, splits, __, ___, step) => splits.map((at) => tickOf(at, step, width())),
      },
      {
        ...axis,
        size: 64,
        ...(isLogarithmic
          ? {
              splits: (_, __, min: number, max: number) => logarithmicSplits(min, max),
              values: (_, splits) =>
                splits.map((log) => formatLatency(Math.round(10 ** log * 10) / 10)),
            }
          : { values: (_, splits) => splits.map((ms) => formatLatency(ms)) }),
      },
    ],
    series: [
      {},
      {
        stroke: color('--chart-line'),
        width: 1.5,
        points: {
          show: true,
          size: 4,
          filter: (chart, i) => loneIndexes([...(chart.data[i] ?? [])]),
        },
      },
      edge,
      edge,
    ],
    bands: [{ series: [3, 2], fill: color('--chart-band') }],
    hooks: {
      drawClear: [
        (chart) => {
          drawShades(chart, drawn().stretches, (kind) => color(`--chart-${kind}`));
        },
      ],
      draw: [
        (chart) => {
          const { points, stretches, scale } = drawn();
          drawFailures(chart, { points, stretches, color: color('--status-down') });
          if (!isLogarithmic) drawPeaks(chart, { points, scale, color: color('--chart-line') });
        },
      ],
      setCursor: [
        (chart) => {
          const { left = -1 } = chart.cursor;
          plan.point(left < 0 ? null : toDate(chart.posToVal(left, 'x')));
        },
      ],
      setSelect: [
        (chart) => {
          const { left, width: wide } = chart.select;
          if (wide < SHORTEST_DRAG) return;
          const at = (x: number): Date => toDate(Math.round(chart.posToVal(x, 'x')));
          plan.select({ from: at(left), to: at(left + wide) });
          chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
  };
}

function logarithmicRange(points: readonly ChartPoint[]): [number, number] {
  const fastest = Math.min(...points.map(({ minMs }) => minMs ?? Infinity));
  const slowest = Math.max(...points.map(({ maxMs }) => maxMs ?? 0));
  if (slowest === 0) return [0, 3];
  return [logOf(fastest / HEADROOM), logOf(slowest * HEADROOM)];
}

/** Lines at 1, 2 and 5, 10, 20 and 50 and so on, or of many decades at their beginnings. */
export function logarithmicSplits(min: number, max: number): number[] {
  const steps = max - min > MANY_DECADES ? [1] : [1, 2, 5];
  const decades = Array.from(
    { length: Math.ceil(max) - Math.floor(min) },
    (_, i) => Math.floor(min) + i,
  );
  return decades
    .flatMap((decade) => steps.map((step) => decade + Math.log10(step)))
    .filter((log) => log >= min && log <= max);
}

/** A day where a day begins, else the time of day; of a short time the day says nothing. */
export function tickOf(seconds: number, stepSeconds: number, widthSeconds: number): string {
  const at = toDate(seconds);
  const isMidnight = at.getHours() === 0 && at.getMinutes() === 0;
  const isDay = stepSeconds >= DAY_SECONDS || (isMidnight && widthSeconds > DAY_SECONDS / 2);
  return isDay ? formatDay(at) : formatClock(at);
}

/** Points between two gaps: no line would show them. */
const loneIndexes = (values: readonly (number | null | undefined)[]): number[] =>
  values.flatMap((value, i) =>
    value != null && values[i - 1] == null && values[i + 1] == null ? [i] : [],
  );
