import type { ChartPoint } from '@app/domain';
import type uPlot from 'uplot';
import { formatLatency } from '../../shared/util/figures';
import { formatClock, formatDay, formatMoment } from '../../shared/util/instant';
import { sharedWords } from '../../shared/words/shared';
import { targetWords } from '../../shared/words/target';
import type { Stretch } from '../data/stretches';
import { drawShades } from './chart-shades';

const HEIGHT = 220;
const DAY_SECONDS = 86_400;

const toSeconds = (at: Date): number => at.getTime() / 1_000;
const toDate = (seconds: number): Date => new Date(seconds * 1_000);

/** Columns as uPlot wants them: time in seconds, average, fastest, slowest; a null is a gap. */
export const chartData = (points: readonly ChartPoint[]): uPlot.AlignedData => [
  points.map(({ at }) => toSeconds(at)),
  points.map(({ avgMs }) => avgMs),
  points.map(({ minMs }) => minMs),
  points.map(({ maxMs }) => maxMs),
];

/** The look of the chart, in the colours that the theme gives to `host` at this moment. */
export function chartOptions({
  host,
  stretches,
}: {
  host: HTMLElement;
  stretches: readonly Stretch[];
}): uPlot.Options {
  const style = getComputedStyle(host);
  const color = (name: string): string => style.getPropertyValue(name);
  const ink = style.getPropertyValue('--chart-ink');
  const axis = {
    stroke: ink,
    grid: { stroke: color('--chart-grid'), width: 1 },
    ticks: { show: false },
  };
  const figure = (_: uPlot, ms: number | null): string =>
    ms === null ? sharedWords.none : formatLatency(ms);
  const edge = { stroke: 'transparent', points: { show: false }, value: figure };
  return {
    width: host.clientWidth,
    height: HEIGHT,
    cursor: { drag: { x: false, y: false }, y: false },
    scales: { y: { range: (_, __, max) => [0, Math.max(max * 1.1, 10)] } },
    axes: [
      {
        ...axis,
        size: 32,
        values: (_, splits, __, ___, step) => splits.map((at) => tickOf(at, step)),
      },
      { ...axis, size: 64, values: (_, splits) => splits.map((ms) => formatLatency(ms)) },
    ],
    series: [
      {
        label: targetWords.chartSeries.time,
        value: (_, at, __, i) =>
          i === null ? sharedWords.none : formatMoment(toDate(at), new Date()),
      },
      {
        label: targetWords.chartSeries.average,
        stroke: color('--chart-line'),
        width: 1.5,
        points: {
          show: true,
          size: 4,
          filter: (chart, i) => loneIndexes([...(chart.data[i] ?? [])]),
        },
        value: figure,
      },
      { label: targetWords.chartSeries.min, ...edge },
      { label: targetWords.chartSeries.max, ...edge },
    ],
    bands: [{ series: [3, 2], fill: color('--chart-band') }],
    hooks: {
      drawClear: [
        (chart) => {
          drawShades(chart, stretches, (kind) => color(`--chart-${kind}`));
        },
      ],
    },
  };
}

const tickOf = (seconds: number, step: number): string =>
  step >= DAY_SECONDS ? formatDay(toDate(seconds)) : formatClock(toDate(seconds));

/** Points between two gaps: no line would show them. */
const loneIndexes = (values: readonly (number | null | undefined)[]): number[] =>
  values.flatMap((value, i) =>
    value != null && values[i - 1] == null && values[i + 1] == null ? [i] : [],
  );
