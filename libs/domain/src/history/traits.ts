import type {
  Check,
  CheckKind,
  CheckOrigin,
  CheckOutcome,
  Failure,
  SkippedAddress,
  Try,
} from '../check/schema.ts';

/** What checks of a target share with most of their neighbours: all that is neither a time nor a duration. */
export type CheckTraits = Omit<Check, 'at' | 'slot' | 'latencyMs' | 'phases'>;

export function traitsOf(check: Check): CheckTraits {
  const { at: _at, slot: _slot, latencyMs: _latencyMs, phases: _phases, ...traits } = check;
  return traits;
}

/** The usual status code: it is left out. */
const USUAL_STATUS = 200;

/** Traits as they are stored: keys of one letter, and what is usual is left out. */
interface StoredTraits {
  /** kind, unless `http` */
  k?: CheckKind;
  /** origin, unless `scheduled` */
  g?: CheckOrigin;
  /** outcome, unless `ok` */
  o?: CheckOutcome;
  /** status code, unless 200 */
  c?: number | null;
  /** address */
  a?: string;
  /** addresses passed over */
  x?: SkippedAddress[];
  /** 1 when the addresses were known from an earlier question */
  q?: 1;
  /** version of HTTP, unless 1.1 */
  h?: '2';
  /** attempts, unless 1 */
  n?: number;
  /** milliseconds in which the monitor stood still */
  w?: number;
  /** 1 when the clock was ahead */
  u?: 1;
  /** region of the worker */
  p?: string;
  /** failure */
  f?: unknown;
  /** attempts, unless there was one */
  t?: Try[];
}

/** Traits as text: the same for the same traits. */
export function writeTraits(traits: CheckTraits): string {
  const { statusCode, failure } = traits;
  const stored: StoredTraits = {
    k: traits.kind === 'http' ? undefined : traits.kind,
    g: traits.origin === 'scheduled' ? undefined : traits.origin,
    o: traits.outcome === 'ok' ? undefined : traits.outcome,
    c: statusCode === USUAL_STATUS ? undefined : statusCode,
    a: traits.address ?? undefined,
    x: traits.skippedAddresses && [...traits.skippedAddresses],
    q: traits.dnsCached ? 1 : undefined,
    h: traits.httpVersion,
    n: traits.attempts === 1 ? undefined : traits.attempts,
    w: traits.loopDelayMs,
    u: traits.clockAhead ? 1 : undefined,
    p: traits.place,
    f: failure ? withoutDates(failure) : undefined,
    t: traits.tries,
  };
  return JSON.stringify(stored);
}

/** Reads what {@link writeTraits} wrote. */
export function readTraits(text: string): CheckTraits {
  const stored = JSON.parse(text, toDate) as StoredTraits;
  const { k = 'http', g = 'scheduled', o = 'ok', c = USUAL_STATUS, a = null, n = 1 } = stored;
  const { x, q, h, w, u, p, f, t } = stored;
  return {
    kind: k,
    origin: g,
    confirmation: g === 'confirmation',
    outcome: o,
    statusCode: c,
    address: a,
    ...(x && { skippedAddresses: x }),
    ...(q && { dnsCached: true as const }),
    ...(h && { httpVersion: h }),
    attempts: n,
    ...(w === undefined ? {} : { loopDelayMs: w }),
    ...(u && { clockAhead: true as const }),
    ...(p === undefined ? {} : { place: p }),
    failure: (f as Failure | undefined) ?? null,
    ...(t && { tries: t }),
  };
}

/** Whether traits are the same at a glance: those with details are compared as text. */
export const areAlike = (a: CheckTraits, b: CheckTraits): boolean =>
  a === b ||
  (a.outcome === b.outcome &&
    a.statusCode === b.statusCode &&
    a.address === b.address &&
    a.dnsCached === b.dnsCached &&
    a.origin === b.origin &&
    a.kind === b.kind &&
    a.attempts === b.attempts &&
    a.httpVersion === b.httpVersion &&
    a.loopDelayMs === b.loopDelayMs &&
    a.clockAhead === b.clockAhead &&
    a.place === b.place &&
    a.failure === b.failure &&
    a.tries === b.tries &&
    a.skippedAddresses === b.skippedAddresses);

const DATE = '$date';

/** Returns a value with its dates, which JSON has not, as what {@link toDate} reads. */
export function withoutDates(value: unknown): unknown {
  if (value instanceof Date) return { [DATE]: value.getTime() };
  if (Array.isArray(value)) return value.map(withoutDates);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutDates(one)]));
}

/** Reviver of JSON for what {@link withoutDates} made. */
export const toDate = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && DATE in value
    ? new Date(Number(value[DATE]))
    : value;
