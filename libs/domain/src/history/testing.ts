import fc from 'fast-check';
import { NO_PHASES, type Check, type Failure, type Try } from '../check/schema.ts';
import { keptMs } from './hour.ts';

/** A good scheduled check that took 50 ms. */
export const checkAtSlot = (slot: number, over: Partial<Check> = {}): Check => ({
  at: new Date(slot),
  slot: new Date(slot),
  kind: 'http',
  origin: 'scheduled',
  confirmation: false,
  outcome: 'ok',
  statusCode: 200,
  latencyMs: 50,
  phases: { ...NO_PHASES, connectMs: 10, firstByteMs: 40 },
  address: '192.0.2.1',
  attempts: 1,
  failure: null,
  ...over,
});

const duration = fc.option(fc.double({ min: 0, max: 60_000, noNaN: true }).map(keptMs));

const failure: fc.Arbitrary<Failure> = fc.constantFrom<Failure>(
  { class: 'refused', code: 'CONNECTION_REFUSED', fact: { is: 'refused', port: 443 } },
  { class: 'status', code: '503', fact: { is: 'status', expected: '200-399' } },
  {
    class: 'tls',
    code: 'CERT_EXPIRED',
    fact: { is: 'certificate', host: 'shop.example', until: new Date(1e12), names: ['ä', '"\\'] },
  },
  { class: 'timeout', code: null, fact: { is: 'deadline', timeoutMs: 10_000 } },
);

/** Checks within some hours of 2026, as odd as they may be; durations as they are kept. */
export const anyCheck = (start: number, lengthMs: number): fc.Arbitrary<Check> =>
  fc
    .record({
      offset: fc.oneof(
        fc.integer({ min: 0, max: lengthMs - 1 }),
        fc.integer({ min: 0, max: Math.floor(lengthMs / 20_000) - 1 }).map((unit) => unit * 20_000),
      ),
      delay: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: -1e11, max: 1e11 })),
      kind: fc.constantFrom('http' as const, 'certificate' as const),
      origin: fc.constantFrom('scheduled', 'confirmation', 'manual'),
      outcome: fc.constantFrom('ok', 'slow', 'failed', 'inconclusive'),
      statusCode: fc.option(fc.constantFrom(200, 204, 404, 503)),
      latencyMs: duration,
      phases: fc.record({
        dnsMs: duration,
        connectMs: duration,
        tlsMs: duration,
        firstByteMs: duration,
        transferMs: duration,
      }),
      address: fc.option(fc.constantFrom('192.0.2.1', '2001:db8::1')),
      attempts: fc.integer({ min: 0, max: 3 }),
      failure: fc.option(failure),
      more: fc.record(
        {
          skippedAddresses: fc.constant([{ address: '2001:db8::2', reason: 'silent' }]),
          dnsCached: fc.constant(true as const),
          httpVersion: fc.constant('2' as const),
          clockAhead: fc.constant(true as const),
          loopDelayMs: fc.integer({ min: 1, max: 5_000 }),
          place: fc.constantFrom('fra', 'hel'),
          tries: fc.constant<Try[]>([
            {
              afterMs: 0,
              failure: { class: 'timeout', code: null },
              statusCode: null,
              durationMs: 900,
              address: null,
            },
          ]),
        },
        { requiredKeys: [] },
      ),
    })
    .map(({ offset, delay, more, origin, ...rest }) => ({
      at: new Date(start + offset + delay),
      slot: new Date(start + offset),
      origin,
      confirmation: origin === 'confirmation',
      ...rest,
      ...more,
    }));
