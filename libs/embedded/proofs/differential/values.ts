import { Double, Long } from 'bson';
import type { Random } from '../random.ts';

const statuses = ['pending', 'up', 'degraded', 'down', 'unknown', 'paused'] as const;
const tags = ['a', 'b', 'c', 'shop', 'blog', 'äöü', 'z\u{1f600}'] as const;
const epoch = Date.UTC(2026, 0, 1);

/** How many documents a collection can hold: small, so that operations meet. */
const idCount = 40;

export function id(random: Random): string {
  return `t${String(random.below(idCount)).padStart(2, '0')}`;
}

export function url(random: Random): string {
  return `https://example.org/${String(random.below(idCount))}`;
}

export function status(random: Random): string {
  return random.pick(statuses);
}

export function tag(random: Random): string {
  return random.pick(tags);
}

export function date(random: Random): Date {
  return new Date(epoch + random.below(200) * 300_000);
}

/** Sums of quarters are exact, so the order of adding does not matter. */
export function number(random: Random): unknown {
  if (random.chance(0.4)) return new Double(random.below(80) / 4 - 5);
  if (random.chance(0.1)) return Long.fromNumber(random.below(20) - 5);
  return random.below(20) - 5;
}

/** Any value of the types that the server stores. */
export function any(random: Random): unknown {
  const makers = [
    () => null,
    () => random.chance(0.5),
    () => number(random),
    () => new Double(random.pick([Number.NaN, -0, Infinity, -Infinity, 0, 2 ** 53])),
    () =>
      Long.fromString(
        random.pick(['9007199254740993', '9007199254740992', '-9223372036854775808']),
      ),
    () => tag(random),
    () => date(random),
    () => [],
    () => random.list(random.below(4), () => number(random)),
    () => ({}),
    () => ({ a: number(random), b: tag(random) }),
    () => [{ a: number(random) }, { a: tag(random) }],
    () => [[number(random)], number(random)],
  ] as const;
  return random.pick(makers)();
}

export function subDocument(random: Random): Record<string, unknown> {
  return {
    outcome: random.pick(['ok', 'slow', 'failed']),
    ...(random.chance(0.8) ? { ms: number(random) } : {}),
    ...(random.chance(0.3) ? { detail: null } : {}),
  };
}

export function logEntry(random: Random): Record<string, unknown> {
  return {
    at: date(random),
    v: number(random),
    ...(random.chance(0.3) ? { note: tag(random) } : {}),
  };
}

/** A document like the product's, with odd values strewn in. */
export function document(random: Random): Record<string, unknown> {
  return {
    _id: id(random),
    url: url(random),
    status: status(random),
    ...(random.chance(0.9) ? { n: random.chance(0.1) ? tag(random) : number(random) } : {}),
    ...(random.chance(0.9) ? { at: random.chance(0.1) ? null : date(random) } : {}),
    ...(random.chance(0.8) ? { tags: random.list(random.below(4), () => tag(random)) } : {}),
    ...(random.chance(0.7) ? { last: random.chance(0.1) ? null : subDocument(random) } : {}),
    ...(random.chance(0.6) ? { log: random.list(random.below(4), () => logEntry(random)) } : {}),
    ...(random.chance(0.5) ? { alert: { key: tag(random), open: random.chance(0.5) } } : {}),
    ...(random.chance(0.4) ? { odd: any(random) } : {}),
  };
}
