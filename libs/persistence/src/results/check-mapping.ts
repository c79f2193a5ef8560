import {
  NO_PHASES,
  type Check,
  type CheckKind,
  type CheckOrigin,
  type CheckOutcome,
  type Failure,
  type Phases,
  type Try,
} from '@app/domain';
import { present } from '../common/present.ts';
import { fromFailureDocument, toFailureDocument, type FailureDocument } from './failure-mapping.ts';

/** One attempt: start and length in milliseconds, failure's class and code, status code, address. */
interface TryDocument {
  d: number;
  l: number;
  c?: Failure['class'];
  e?: string;
  s?: number;
  a?: string;
}

/**
 * A check as it is stored inside targets and buckets, millions of times: keys of one letter, and what is
 * usual (a scheduled http check that started on its slot, was good and took one attempt) is left out.
 */
export interface CheckDocument {
  /** slot */
  s: Date;
  /** start, in milliseconds after the slot */
  d?: number;
  /** kind, unless `http` */
  k?: CheckKind;
  /** origin, unless `scheduled` */
  g?: CheckOrigin;
  /** outcome, unless `ok` */
  o?: CheckOutcome;
  /** status code */
  c?: number;
  /** latency in milliseconds */
  l?: number;
  /** milliseconds of dns, connect, tls, first byte, transfer; left out when none happened */
  p?: (number | null)[];
  /** address */
  a?: string;
  /** addresses passed over, each with its reason; left out when there are none */
  x?: [address: string, reason: string][];
  /** 1 when the addresses were known from an earlier question */
  q?: 1;
  /** version of HTTP, unless 1.1 */
  h?: '2';
  /** attempts, unless 1 */
  n?: number;
  /** milliseconds in which the monitor stood still, unless none */
  w?: number;
  /** region of the worker, unless it has none */
  r?: string;
  /** attempts, unless there was one */
  t?: TryDocument[];
  f?: FailureDocument;
}

export const toCheckDocument = (check: Check): CheckDocument =>
  present({
    s: check.slot,
    d: check.at.getTime() - check.slot.getTime() || undefined,
    k: check.kind === 'http' ? undefined : check.kind,
    g: check.origin === 'scheduled' ? undefined : check.origin,
    o: check.outcome === 'ok' ? undefined : check.outcome,
    c: check.statusCode ?? undefined,
    l: check.latencyMs ?? undefined,
    p: toPhaseList(check.phases),
    a: check.address ?? undefined,
    x: check.skippedAddresses?.map(({ address, reason }) => [address, reason]),
    q: check.dnsCached ? 1 : undefined,
    h: check.httpVersion,
    n: check.attempts === 1 ? undefined : check.attempts,
    w: check.loopDelayMs,
    r: check.place,
    t: check.tries?.map(toTryDocument),
    f: check.failure ? toFailureDocument(check.failure) : undefined,
  });

export function fromCheckDocument(document: CheckDocument): Check {
  const {
    s,
    d = 0,
    k = 'http',
    g = 'scheduled',
    o = 'ok',
    c,
    l,
    p,
    a,
    x,
    q,
    h,
    n = 1,
    w,
    r,
    t,
    f,
  } = document;
  return {
    at: new Date(s.getTime() + d),
    slot: s,
    kind: k,
    origin: g,
    confirmation: g === 'confirmation',
    outcome: o,
    statusCode: c ?? null,
    latencyMs: l ?? null,
    phases: p ? fromPhaseList(p) : NO_PHASES,
    address: a ?? null,
    ...(x && { skippedAddresses: x.map(([address, reason]) => ({ address, reason })) }),
    ...(q && { dnsCached: true as const }),
    ...(h && { httpVersion: h }),
    attempts: n,
    ...(w === undefined ? {} : { loopDelayMs: w }),
    ...(r === undefined ? {} : { place: r }),
    failure: f ? fromFailureDocument(f) : null,
    ...(t && { tries: t.map(fromTryDocument) }),
  };
}

const toTryDocument = ({ afterMs, failure, statusCode, durationMs, address }: Try): TryDocument =>
  present({
    d: afterMs,
    c: failure?.class,
    e: failure?.code ?? undefined,
    s: statusCode ?? undefined,
    l: durationMs,
    a: address ?? undefined,
  });

const fromTryDocument = ({ d, c, e, s, l, a }: TryDocument): Try => ({
  afterMs: d,
  failure: c ? { class: c, code: e ?? null } : null,
  statusCode: s ?? null,
  durationMs: l,
  address: a ?? null,
});

function toPhaseList(phases: Phases): (number | null)[] | undefined {
  const { dnsMs, connectMs, tlsMs, firstByteMs, transferMs } = phases;
  const list = [dnsMs, connectMs, tlsMs, firstByteMs, transferMs];
  return list.every((ms) => ms === null) ? undefined : list;
}

const fromPhaseList = (list: readonly (number | null)[]): Phases => ({
  dnsMs: list[0] ?? null,
  connectMs: list[1] ?? null,
  tlsMs: list[2] ?? null,
  firstByteMs: list[3] ?? null,
  transferMs: list[4] ?? null,
});
