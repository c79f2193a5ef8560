import type { Alert, ChartPoint, History, Target } from '@app/domain';

export type StretchKind = 'down' | 'unknown' | 'paused';

/** A stretch of time in which a chart has more to tell than response times. */
export interface Stretch {
  kind: StretchKind;
  from: Date;
  to: Date;
}

/**
 * What a chart shades, cut to the time that it shows. Where stretches overlap the later one in the list holds: of
 * an outage nobody knows what it did in a gap, and the fault is ours.
 */
export function stretchesOf(
  { points, gaps }: Pick<History, 'points' | 'gaps'>,
  alerts: readonly Alert[],
  target: Pick<Target, 'pausedAt'>,
): Stretch[] {
  const now = new Date();
  const pause = target.pausedAt ? [{ from: target.pausedAt, to: now }] : [];
  return [
    ...outagesOf(alerts, now).map((outage): Stretch => ({ kind: 'down', ...outage })),
    ...gaps.map((gap): Stretch => ({ kind: 'unknown', ...gap })),
    ...pause.map((stretch): Stretch => ({ kind: 'paused', ...stretch })),
  ].flatMap((stretch) => cut(stretch, points));
}

/** The outages that alerts of kind `down` tell of. An acknowledged one lasts until its condition has ended. */
const outagesOf = (alerts: readonly Alert[], now: Date) =>
  alerts
    .filter(({ kind }) => kind === 'down')
    .map((alert) => ({ from: alert.since, to: endOf(alert) ?? now }));

function endOf({ endedAt, resolvedAt, resolution }: Alert): Date | null {
  if (endedAt) return endedAt;
  return resolution === 'acknowledged' ? null : resolvedAt;
}

function cut(stretch: Stretch, points: readonly ChartPoint[]): Stretch[] {
  const start = points[0]?.at;
  if (!start || stretch.to <= start) return [];
  return [{ ...stretch, from: stretch.from < start ? start : stretch.from }];
}
