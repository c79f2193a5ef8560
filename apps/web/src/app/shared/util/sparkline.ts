import type { SparkPoint } from '@app/domain';

export interface Spark {
  /** SVG path of the response times; a gap in the data is a gap in the line. */
  line: string;
  /** Left edges of the hours in which a check failed. */
  failures: number[];
  /** Width of one hour. */
  step: number;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Geometry of a sparkline in a box of `width` x `height`; the slowest hour touches the top. */
export function sparkline(points: readonly SparkPoint[], width: number, height: number): Spark {
  const step = width / Math.max(points.length, 1);
  const slowest = Math.max(1, ...points.map(({ avgMs }) => avgMs ?? 0));
  const margin = 2;
  const y = (ms: number): number => round(height - margin - (ms / slowest) * (height - 2 * margin));

  let line = '';
  let isDrawing = false;
  points.forEach(({ avgMs }, i) => {
    if (avgMs === null) {
      isDrawing = false;
      return;
    }
    const x = round((i + 0.5) * step);
    const isLone = !isDrawing && (points[i + 1]?.avgMs ?? null) === null;
    // A lone hour between two gaps has nothing to be joined to: it is drawn as long as it is.
    line += isLone
      ? `M${String(round(i * step))} ${String(y(avgMs))}h${String(round(step))}`
      : `${isDrawing ? 'L' : 'M'}${String(x)} ${String(y(avgMs))}`;
    isDrawing = true;
  });

  const failures = points.flatMap(({ failed }, i) => (failed > 0 ? [round(i * step)] : []));
  return { line, failures, step: round(step) };
}
