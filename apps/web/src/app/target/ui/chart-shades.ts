import type { ChartPoint } from '@app/domain';
import type { HistoryStretch } from '@app/domain/stats';
import type uPlot from 'uplot';
import type { ChartScale } from '../data/chart-scale';
import { loneFailures } from '../data/lone-failures';

/** Narrowest shade, in device pixels: a short outage still shows in a week. */
const MIN_WIDTH = 2;
/** From line to line of a hatched shade, in pixels. */
const HATCH_STEP = 8;
/** Opacity of a hatched shade and of its lines. */
const TINT = 0.12;
const INK = 0.7;
/** Size of the marks of failures and of peaks, in pixels. */
const MARK = 6;

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * Shades stretches of a chart, later ones over earlier ones, each kind in its own way: outages in full, what was missed and
 * pauses hatched, maintenance by a band along the top.
 */
export function drawShades(
  chart: uPlot,
  stretches: readonly HistoryStretch[],
  colorOf: (kind: HistoryStretch['kind']) => string,
): void {
  const { ctx, bbox } = chart;
  ctx.save();
  for (const { kind, from, to } of stretches) {
    const x = (at: Date): number =>
      Math.min(chart.valToPos(at.getTime() / 1_000, 'x', true), bbox.left + bbox.width);
    const left = Math.max(x(from), bbox.left);
    if (x(to) <= left) continue;
    const box = { ...bbox, left, width: Math.max(x(to) - left, MIN_WIDTH) };
    ctx.fillStyle = ctx.strokeStyle = colorOf(kind);
    if (kind === 'maintenance') {
      band(ctx, box);
      continue;
    }
    ctx.clearRect(box.left, box.top, box.width, box.height);
    ctx.globalAlpha = kind === 'down' ? 1 : TINT;
    ctx.fillRect(box.left, box.top, box.width, box.height);
    ctx.globalAlpha = INK;
    if (kind !== 'down') hatch(ctx, box, kind === 'unknown' ? box.height : 0);
  }
  ctx.restore();
}

/** Marks failed checks that are part of no outage, along the bottom. */
export function drawFailures(
  chart: uPlot,
  {
    points,
    stretches,
    color,
  }: { points: readonly ChartPoint[]; stretches: readonly HistoryStretch[]; color: string },
): void {
  const { ctx, bbox } = chart;
  const size = MARK * devicePixelRatio;
  ctx.save();
  ctx.fillStyle = color;
  for (const { at } of loneFailures(points, stretches)) {
    const x = chart.valToPos(at.getTime() / 1_000, 'x', true);
    if (x < bbox.left) continue;
    ctx.fillRect(x - size / 4, bbox.top + bbox.height - size, size / 2, size);
  }
  ctx.restore();
}

/** Marks points that reach beyond the top. */
export function drawPeaks(
  chart: uPlot,
  { points, scale, color }: { points: readonly ChartPoint[]; scale: ChartScale; color: string },
): void {
  const { ctx, bbox } = chart;
  const size = MARK * devicePixelRatio;
  ctx.save();
  ctx.fillStyle = color;
  for (const i of scale.peaks) {
    const point = points[i];
    if (!point) continue;
    const x = chart.valToPos(point.at.getTime() / 1_000, 'x', true);
    ctx.beginPath();
    ctx.moveTo(x - size / 2, bbox.top + size);
    ctx.lineTo(x + size / 2, bbox.top + size);
    ctx.lineTo(x, bbox.top);
    ctx.fill();
  }
  ctx.restore();
}

function band(ctx: CanvasRenderingContext2D, { left, top, width, height }: Box): void {
  ctx.globalAlpha = TINT;
  ctx.fillRect(left, top, width, height);
  ctx.globalAlpha = INK;
  ctx.fillRect(left, top, width, MARK * devicePixelRatio);
}

/** Fills a box with lines that go to the right by `slant` from its bottom to its top. */
function hatch(
  ctx: CanvasRenderingContext2D,
  { left, top, width, height }: Box,
  slant: number,
): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.beginPath();
  ctx.lineWidth = devicePixelRatio;
  for (let x = left - slant; x < left + width; x += HATCH_STEP * devicePixelRatio) {
    ctx.moveTo(x, top + height);
    ctx.lineTo(x + slant, top);
  }
  ctx.stroke();
  ctx.restore();
}
