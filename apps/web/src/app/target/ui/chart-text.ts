import type { ChartPoint } from '@app/domain';
import { formatDuration, formatLatency } from '../../shared/util/figures';
import { targetWords } from '../../shared/words/target';
import type { Stretch, StretchKind } from '../data/stretches';

/** One line of the key to the shades of a chart. */
export interface ShadeText {
  kind: StretchKind;
  text: string;
}

/** What the shades of a chart mean, each kind once: how many outages, and how long the others lasted. */
export function shadeTexts(stretches: readonly Stretch[]): ShadeText[] {
  return (['down', 'unknown', 'paused'] as const).flatMap((kind) => {
    const some = stretches.filter((stretch) => stretch.kind === kind);
    if (some.length === 0) return [];
    const ms = some.reduce((sum, { from, to }) => sum + to.getTime() - from.getTime(), 0);
    const text =
      kind === 'down' ? targetWords.outages(some.length) : targetWords[kind](formatDuration(ms));
    return [{ kind, text }];
  });
}

/** All that a chart shows, in words. */
export function chartText(points: readonly ChartPoint[], shades: readonly ShadeText[]): string {
  const averages = points.flatMap(({ avgMs }) => (avgMs === null ? [] : [avgMs]));
  const slowest = Math.max(...points.map(({ maxMs }) => maxMs ?? 0));
  const average = averages.reduce((sum, ms) => sum + ms, 0) / averages.length;
  return [
    averages.length === 0
      ? targetWords.chartEmpty
      : targetWords.chart(formatLatency(average), formatLatency(slowest)),
    ...(shades.some(({ kind }) => kind === 'down') ? [] : [targetWords.outages(0)]),
    ...shades.map(({ text }) => text),
  ].join(', ');
}
