import { Binary, Double, Int32, Long, ObjectId } from 'bson';
import fc from 'fast-check';

const doubles = fc
  .oneof(
    fc.double(),
    fc.constantFrom(Number.NaN, -0, 0, Infinity, -Infinity, 2 ** 53, 5e-324, 1.5, -1.5),
  )
  .map((value) => new Double(value));

const longs = fc
  .oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }),
    fc.bigInt({ min: -3n, max: 3n }),
    fc.constantFrom(2n ** 63n - 1n, -(2n ** 63n)),
  )
  .map((value) => Long.fromBigInt(value));

/** Texts with zero bytes and characters beyond the first plane. */
const texts = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom('', '\0', 'a\0', 'a', 'a\u0001', 'a\u{1f600}', 'a\uffff'),
);

const scalars = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -5, max: 5 }).map((value) => new Int32(value)),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).map((value) => new Int32(value)),
  doubles,
  longs,
  texts,
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc
    .tuple(fc.uint8Array({ maxLength: 4 }), fc.constantFrom(0, 0x80))
    .map(([bytes, subType]) => new Binary(bytes, subType)),
);

const fieldNames = fc.constantFrom('a', 'b', 'ab', 'ä');

/** A value of any type that the server stores, nested at most twice. */
export const storedValue: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fieldNames, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;
