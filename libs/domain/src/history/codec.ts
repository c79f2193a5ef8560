import type { Phases } from '../check/schema.ts';
import { BitReader, BitWriter } from './bits.ts';
import { readColumn, writeColumn } from './column.ts';
import { type HourOfChecks, PHASE_NAMES } from './hour.ts';
import { areAlike, type CheckTraits, readTraits, writeTraits } from './traits.ts';

/** First byte of what is written, so that another form can follow. */
const FORM = 1;
/** Durations are kept in tenths of a millisecond. */
const UNITS_PER_MS = 10;
/** More than a target can have in a day: what claims to be longer is damaged. */
const MOST_CHECKS = 1_000_000;

/**
 * Writes checks as bytes, about seven for a usual one: the distances of slots and the traits in runs, durations by
 * {@link writeColumn}, the latency as what it exceeds its phases by.
 *
 * @param start instant that the first slot is counted from, not after it
 */
export function encodeHour(hour: HourOfChecks, start: Date): Uint8Array {
  const writer = new BitWriter();
  writer.bits(FORM, 8);
  writer.varint(hour.slots.length);
  if (hour.slots.length > 0) {
    writeSlots(writer, hour.slots, start.getTime());
    writeTraitRuns(writer, hour.traits);
    writeColumn(writer, hour.delays);
    const phases = PHASE_NAMES.map((name) => hour.phases[name].map(toUnits));
    for (const column of phases) writeColumn(writer, column);
    writeColumn(
      writer,
      hour.latencies.map((ms, index) => (ms === null ? null : toUnits(ms) - sumAt(phases, index))),
    );
  }
  return writer.finish();
}

/** Reads what {@link encodeHour} wrote. Throws a RangeError for bytes that are cut off or of a form that is not known. */
export function decodeHour(bytes: Uint8Array, start: Date): HourOfChecks {
  const reader = new BitReader(bytes);
  if (reader.bits(8) !== FORM) {
    throw new RangeError('These checks were stored by a newer version. Use that one.');
  }
  const count = reader.varint();
  if (count > MOST_CHECKS) throw damaged();
  if (count === 0) return EMPTY_HOUR;
  const slots = readSlots(reader, count, start.getTime());
  const traits = readTraitRuns(reader, count);
  const delays = readColumn(reader, count).map((ms) => ms ?? 0);
  const phases = PHASE_NAMES.map(() => readColumn(reader, count));
  const latencies = readColumn(reader, count).map((excess, index) =>
    excess === null ? null : toMs(excess + sumAt(phases, index)),
  );
  return { slots, delays, latencies, phases: byName(phases), traits };
}

export const EMPTY_HOUR: HourOfChecks = {
  slots: [],
  delays: [],
  latencies: [],
  phases: { dnsMs: [], connectMs: [], tlsMs: [], firstByteMs: [], transferMs: [] },
  traits: [],
};

const damaged = (): RangeError => new RangeError('The stored checks are damaged.');

type Units = readonly (number | null)[];

function toUnits(ms: number): number;
function toUnits(ms: number | null): number | null;
function toUnits(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * UNITS_PER_MS);
}

const toMs = (units: number): number => units / UNITS_PER_MS;

const sumAt = (columns: readonly Units[], index: number): number =>
  columns.reduce((sum, column) => sum + (column[index] ?? 0), 0);

function byName(columns: readonly Units[]): Record<keyof Phases, (number | null)[]> {
  const of = (index: number): (number | null)[] =>
    (columns[index] ?? []).map((units) => (units === null ? null : toMs(units)));
  return { dnsMs: of(0), connectMs: of(1), tlsMs: of(2), firstByteMs: of(3), transferMs: of(4) };
}

/** Distances from slot to slot, each with how often it comes: the interval, nearly always. */
function writeSlots(writer: BitWriter, slots: readonly number[], start: number): void {
  writer.varint((slots[0] ?? start) - start);
  for (let index = 1; index < slots.length;) {
    const distance = distanceAt(slots, index);
    let end = index + 1;
    while (end < slots.length && distanceAt(slots, end) === distance) end++;
    writer.varint(distance);
    writer.varint(end - index);
    index = end;
  }
}

const distanceAt = (slots: readonly number[], index: number): number =>
  (slots[index] ?? 0) - (slots[index - 1] ?? 0);

function readSlots(reader: BitReader, count: number, start: number): number[] {
  let slot = start + reader.varint();
  const slots = [slot];
  while (slots.length < count) {
    const distance = reader.varint();
    const length = reader.varint();
    if (length === 0 || length > count - slots.length) throw damaged();
    for (let left = length; left > 0; left--) slots.push((slot += distance));
  }
  return slots;
}

/** The different traits as text, then which of them each check has, in runs. */
function writeTraitRuns(writer: BitWriter, traits: readonly CheckTraits[]): void {
  const { texts, runs } = runsOf(traits);
  writer.varint(texts.length);
  for (const text of texts) writer.text(text);
  if (texts.length === 1) return;
  for (const { place, length } of runs) {
    writer.varint(place);
    writer.varint(length);
  }
}

interface Run {
  place: number;
  length: number;
}

function runsOf(traits: readonly CheckTraits[]): { texts: string[]; runs: Run[] } {
  const places = new Map<string, number>();
  const runs: Run[] = [];
  let before: CheckTraits | undefined;
  for (const one of traits) {
    const run = runs.at(-1);
    if (run && before && areAlike(before, one)) {
      run.length++;
    } else {
      const text = writeTraits(one);
      const place = places.get(text) ?? places.size;
      places.set(text, place);
      if (run?.place === place) run.length++;
      else runs.push({ place, length: 1 });
    }
    before = one;
  }
  return { texts: [...places.keys()], runs };
}

function readTraitRuns(reader: BitReader, count: number): CheckTraits[] {
  const known = Array.from({ length: reader.varint() }, () => readTraits(reader.text()));
  const [only] = known;
  if (only && known.length === 1) return new Array<CheckTraits>(count).fill(only);
  const traits: CheckTraits[] = [];
  while (traits.length < count) {
    const one = known[reader.varint()];
    const length = reader.varint();
    if (!one || length === 0 || length > count - traits.length) throw damaged();
    for (let left = length; left > 0; left--) traits.push(one);
  }
  return traits;
}
