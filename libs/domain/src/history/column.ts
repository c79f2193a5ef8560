import type { BitReader, BitWriter } from './bits.ts';

/** What a column holds: nothing, one value throughout, values, or values some of which are missing. */
const NOTHING = 0;
const ONE_VALUE = 1;
const ALL = 2;
const SOME = 3;

/** Longest run of ones before a number: larger ones are written out. */
const MOST_ONES = 20;
const MOST_LOW_BITS = 20;
const WIDTH_OF_LOW_BITS = 5;

/**
 * Writes whole numbers that lie near their smallest one, null where there is none: each as its distance to that one, the
 * high bits as a run of ones (Rice coding), so that the usual few bits are all that a usual value takes.
 */
export function writeColumn(writer: BitWriter, values: readonly (number | null)[]): void {
  let least = Infinity;
  let most = -Infinity;
  let missing = 0;
  for (const value of values) {
    if (value === null) missing++;
    else {
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  if (missing === values.length) return writer.bits(NOTHING, 2);
  const kind = missing > 0 ? SOME : least === most ? ONE_VALUE : ALL;
  writer.bits(kind, 2);
  writer.signed(least);
  if (kind === ONE_VALUE) return;
  // Zero stands for a missing value.
  const lowest = kind === SOME ? least - 1 : least;
  const distances = values.map((value) => (value === null ? 0 : value - lowest));
  const lowBits = bestLowBits(distances);
  writer.bits(lowBits, WIDTH_OF_LOW_BITS);
  for (const distance of distances) writeNumber(writer, distance, lowBits);
}

/** Reads a column of so many values. */
export function readColumn(reader: BitReader, count: number): (number | null)[] {
  const kind = reader.bits(2);
  if (kind === NOTHING) return new Array<null>(count).fill(null);
  const least = reader.signed();
  if (kind === ONE_VALUE) return new Array<number>(count).fill(least);
  const lowBits = reader.bits(WIDTH_OF_LOW_BITS);
  const lowest = kind === SOME ? least - 1 : least;
  const values: (number | null)[] = [];
  for (let index = 0; index < count; index++) {
    const distance = readNumber(reader, lowBits);
    values.push(kind === SOME && distance === 0 ? null : lowest + distance);
  }
  return values;
}

function writeNumber(writer: BitWriter, value: number, lowBits: number): void {
  const size = 2 ** lowBits;
  const ones = Math.floor(value / size);
  if (ones >= MOST_ONES) {
    writer.bits(2 ** MOST_ONES - 1, MOST_ONES);
    writer.varint(value);
    return;
  }
  writer.bits(2 ** (ones + 1) - 2, ones + 1);
  writer.bits(value % size, lowBits);
}

function readNumber(reader: BitReader, lowBits: number): number {
  let ones = 0;
  while (ones < MOST_ONES && reader.bits(1) === 1) ones++;
  return ones === MOST_ONES ? reader.varint() : ones * 2 ** lowBits + reader.bits(lowBits);
}

/** How many low bits make the numbers take the least room. */
function bestLowBits(values: readonly number[]): number {
  let best = roomOf(values, 0);
  for (let lowBits = 1; lowBits <= MOST_LOW_BITS; lowBits++) {
    const room = roomOf(values, lowBits);
    if (room > best) return lowBits - 1;
    best = room;
  }
  return MOST_LOW_BITS;
}

function roomOf(values: readonly number[], lowBits: number): number {
  const size = 2 ** lowBits;
  let room = 0;
  for (const value of values) {
    const ones = Math.floor(value / size);
    room += ones < MOST_ONES ? ones + 1 + lowBits : MOST_ONES + bitsWrittenOut(value);
  }
  return room;
}

const bitsWrittenOut = (value: number): number =>
  value < 128 ? 8 : 8 * Math.ceil((Math.floor(Math.log2(value)) + 1) / 7);
