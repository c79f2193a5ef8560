import type { Accumulator as AccumulatorName } from '../../surface.ts';
import { BsonType, nullValue, type RawValue } from '../bson/raw-value.ts';
import { integerOf, isNumber, numberOf } from '../bson/scalars.ts';
import { doubleValue, int64Value, integerValue } from '../bson/writer.ts';
import { compareValues } from '../keys.ts';

/** Gathers one figure of a group. */
export interface Accumulator {
  add(value: RawValue | undefined): void;
  result(): RawValue;
}

export function createAccumulator(name: AccumulatorName): Accumulator {
  switch (name) {
    case '$sum':
      return new Sum();
    case '$avg':
      return new Average();
    case '$min':
      return new Extreme(-1);
    case '$max':
      return new Extreme(1);
  }
}

/** Adds numbers and skips the rest; ints stay ints while they fit, then become longs, then doubles. */
class Sum implements Accumulator {
  #integers = 0n;
  #small = 0;
  #doubles = 0;
  #hasDouble = false;
  #hasLong = false;

  add(value: RawValue | undefined): void {
    if (value === undefined || !isNumber(value)) return;
    if (value.type === BsonType.double) {
      this.#hasDouble = true;
      this.#doubles += numberOf(value);
    } else if (value.type === BsonType.int64) {
      this.#hasLong = true;
      this.#integers += integerOf(value);
    } else {
      // Additions of int32 stay exact in a double for 2^21 documents before they are carried over.
      this.#small += numberOf(value);
      if (Math.abs(this.#small) > 2 ** 52) this.#carry();
    }
  }

  result(): RawValue {
    this.#carry();
    if (this.#hasDouble) return doubleValue(this.#doubles + Number(this.#integers));
    if (BigInt.asIntN(64, this.#integers) !== this.#integers) {
      return doubleValue(Number(this.#integers));
    }
    return this.#hasLong ? int64Value(this.#integers) : integerValue(this.#integers);
  }

  #carry(): void {
    this.#integers += BigInt(this.#small);
    this.#small = 0;
  }
}

/** The mean of the numbers as a double; null when there are none. */
class Average implements Accumulator {
  readonly #sum = new Sum();
  #count = 0;

  add(value: RawValue | undefined): void {
    if (value === undefined || !isNumber(value)) return;
    this.#count += 1;
    this.#sum.add(value);
  }

  result(): RawValue {
    return this.#count === 0 ? nullValue : doubleValue(numberOf(this.#sum.result()) / this.#count);
  }
}

/** The least or greatest value in BSON order; null and missing do not count. */
class Extreme implements Accumulator {
  readonly #direction: 1 | -1;
  #best: RawValue | undefined;

  constructor(direction: 1 | -1) {
    this.#direction = direction;
  }

  add(value: RawValue | undefined): void {
    if (value === undefined || value.type === BsonType.null) return;
    if (this.#best === undefined || compareValues(value, this.#best) * this.#direction > 0) {
      this.#best = value;
    }
  }

  result(): RawValue {
    return this.#best ?? nullValue;
  }
}
