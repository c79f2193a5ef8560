import type { ChartPoint } from '@app/domain';
import type { HistoryStretch } from '@app/domain/stats';
import { formatCount, formatDuration, formatLatency } from '../../shared/util/figures';
import { formatMoment } from '../../shared/util/instant';
import { targetWords } from '../../shared/words/target';
import { storyWords } from '../../shared/words/target-story';
import type { ChartScale } from '../data/chart-scale';
import { loneFailures } from '../data/lone-failures';

/** One line of the key to what is drawn besides response times. */
export interface KeyText {
  kind: HistoryStretch['kind'] | 'failed' | 'peak';
  text: string;
}

/** What the marks and shades of a chart mean, each kind once: how many there were, or how long they lasted. */
export function keyTexts(
  points: readonly ChartPoint[],
  stretches: readonly HistoryStretch[],
  scale: ChartScale,
): KeyText[] {
  const failed = loneFailures(points, stretches).reduce((sum, point) => sum + point.failed, 0);
  const highest = Math.max(0, ...scale.peaks.map((i) => points[i]?.maxMs ?? 0));
  return [
    ...(['down', 'unknown', 'paused', 'maintenance'] as const).flatMap((kind): KeyText[] => {
      const some = stretches.filter((stretch) => stretch.kind === kind);
      return some.length === 0 ? [] : [{ kind, text: shadeText(kind, some) }];
    }),
    ...(failed > 0 ? [{ kind: 'failed' as const, text: storyWords.loneFailures(failed) }] : []),
    ...(highest > 0
      ? [
          {
            kind: 'peak' as const,
            text: storyWords.peaks(scale.peaks.length, formatLatency(highest)),
          },
        ]
      : []),
  ];
}

function shadeText(kind: HistoryStretch['kind'], some: readonly HistoryStretch[]): string {
  const ms = some.reduce((sum, { from, to }) => sum + to.getTime() - from.getTime(), 0);
  const lasted = formatDuration(ms);
  if (kind === 'maintenance') {
    return storyWords.maintenance([...new Set(some.map(({ name }) => name ?? ''))], lasted);
  }
  if (kind !== 'down') return targetWords[kind](lasted);
  // A gap or a pause may lie within an outage, which is one all the same.
  const outages = new Set(some.map(({ alertId, from }) => alertId ?? from.getTime())).size;
  return `${targetWords.outages(outages)}, ${lasted}`;
}

/** All that a chart shows, in words. */
export function chartText(points: readonly ChartPoint[], key: readonly KeyText[]): string {
  return [
    averageText(points),
    ...(key.some(({ kind }) => kind === 'down') ? [] : [targetWords.outages(0)]),
    ...key.map(({ text }) => text),
  ].join(', ');
}

/** How fast it was over the whole time. */
export function averageText(points: readonly ChartPoint[]): string {
  // A point counts as often as it has answers: a mean of means would be another number than the one below the chart.
  const timed = points.flatMap(({ avgMs, checks, failed }) =>
    avgMs === null ? [] : [{ avgMs, answers: Math.max(1, checks - failed) }],
  );
  if (timed.length === 0) return targetWords.chartEmpty;
  const slowest = Math.max(...points.map(({ maxMs }) => maxMs ?? 0));
  const answers = timed.reduce((sum, point) => sum + point.answers, 0);
  const average = timed.reduce((sum, point) => sum + point.avgMs * point.answers, 0) / answers;
  return targetWords.chart(formatLatency(average), formatLatency(slowest));
}

/** What a chart shows at one point: when, how fast, how many checks, and what else went on. */
export function readOut(
  point: ChartPoint,
  stretches: readonly HistoryStretch[],
  now: Date,
): string {
  const { at, avgMs, minMs, maxMs, p95Ms, checks, failed } = point;
  const times =
    avgMs === null || minMs === null || maxMs === null
      ? null
      : checks === 1
        ? formatLatency(avgMs)
        : storyWords.times({
            average: formatLatency(avgMs),
            fastest: formatLatency(minMs),
            slowest: formatLatency(maxMs),
            p95: p95Ms === null ? null : formatLatency(p95Ms),
          });
  const going = stretches.filter(({ from, to }) => from <= at && at < to);
  return [
    formatMoment(at, now),
    ...(times === null ? [] : [times]),
    storyWords.checks(formatCount(checks), checks, failed),
    ...going.map(({ kind, name }) => name ?? storyWords.stretches[kind]),
  ].join(' · ');
}

/** The point of a chart that an instant lies in; of a place without any the nearest one. */
export function pointAt(points: readonly ChartPoint[], at: Date): number {
  const after = points.findIndex((point) => point.at > at);
  return after === -1 ? points.length - 1 : Math.max(0, after - 1);
}
