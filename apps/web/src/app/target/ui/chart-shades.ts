import type uPlot from 'uplot';
import type { Stretch, StretchKind } from '../data/stretches';

/** Narrowest shade, in device pixels: a short outage still shows in a week. */
const MIN_WIDTH = 2;
/** From line to line of a hatched shade, in pixels. */
const HATCH_STEP = 8;
/** Opacity of a hatched shade and of its lines. */
const TINT = 0.12;
const INK = 0.7;

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Shades stretches of a chart, later ones over earlier ones: outages in full, others hatched, each in its own way. */
export function drawShades(
  chart: uPlot,
  stretches: readonly Stretch[],
  colorOf: (kind: StretchKind) => string,
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
    ctx.clearRect(box.left, box.top, box.width, box.height);
    ctx.globalAlpha = kind === 'down' ? 1 : TINT;
    ctx.fillRect(box.left, box.top, box.width, box.height);
    ctx.globalAlpha = INK;
    if (kind !== 'down') hatch(ctx, box, kind === 'unknown' ? box.height : 0);
  }
  ctx.restore();
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
