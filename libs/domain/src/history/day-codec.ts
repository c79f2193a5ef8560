import type { Totals } from '../stats/daily-record.ts';
import { packHistogram, unpackHistogram } from '../stats/histogram.ts';
import { BitReader, BitWriter } from './bits.ts';
import { PHASE_NAMES } from './hour.ts';

/** First byte of what is written, so that another form can follow. */
const FORM = 1;
const TENTHS_PER_MS = 10;

/** Writes the totals of a day as bytes, about 250 of them; its name and zone are kept beside. */
export function encodeTotals(totals: Totals): Uint8Array {
  const { checks, seconds, latency } = totals;
  const writer = new BitWriter();
  writer.bits(FORM, 8);
  const counts = [checks.ok, checks.slow, checks.failed, checks.inconclusive];
  const states = [seconds.up, seconds.down, seconds.unknown, seconds.paused];
  for (const value of [...counts, ...states, totals.maintenanceSeconds]) writer.varint(value);
  for (const ms of [latency.minMs, latency.maxMs]) {
    // Zero stands for a time that was not measured.
    writer.varint(ms === null ? 0 : Math.round(ms * TENTHS_PER_MS) + 1);
  }
  for (const sum of [latency, ...PHASE_NAMES.map((name) => totals.phases[name])]) {
    writer.varint(sum.count);
    writer.varint(sum.sumUs);
  }
  const histogram = packHistogram(totals.histogram);
  writer.varint(histogram.length);
  for (const byte of histogram) writer.bits(byte, 8);
  return writer.finish();
}

/** Reads what {@link encodeTotals} wrote. Throws a RangeError for bytes that are cut off or of a form that is not known. */
export function decodeTotals(bytes: Uint8Array): Totals {
  const reader = new BitReader(bytes);
  if (reader.bits(8) !== FORM) {
    throw new RangeError('This day was stored by a newer version. Use that one.');
  }
  const next = (): number => reader.varint();
  const sum = () => ({ count: next(), sumUs: next() });
  const time = (): number | null => {
    const stored = next();
    return stored === 0 ? null : (stored - 1) / TENTHS_PER_MS;
  };
  const checks = { ok: next(), slow: next(), failed: next(), inconclusive: next() };
  const seconds = { up: next(), down: next(), unknown: next(), paused: next() };
  const maintenanceSeconds = next();
  const [minMs, maxMs] = [time(), time()];
  const latency = { ...sum(), minMs, maxMs };
  const phases = {
    dnsMs: sum(),
    connectMs: sum(),
    tlsMs: sum(),
    firstByteMs: sum(),
    transferMs: sum(),
  };
  const length = next();
  if (length > bytes.length) throw new RangeError('The stored day is damaged.');
  const histogram = unpackHistogram(Uint8Array.from({ length }, () => reader.bits(8)));
  return { checks, seconds, maintenanceSeconds, latency, phases, histogram };
}
