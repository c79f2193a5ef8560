import { type Check, NO_PHASES } from '../check/schema.ts';
import type { Example } from './examples.ts';

/** One check in this time, in milliseconds: enough for every chart, and little to store. */
const STEP_MS = 600_000;
const HOUR_MS = 3_600_000;
/** Longest of the outages behind an example, in checks. */
const LONGEST = 9;
/** How long an example that is down or slow has been so, in milliseconds. */
const LASTING_MS = 3 * HOUR_MS;
const SLOW_MS = 1_500;

/** A stretch in which an example was down; null while it lasts. */
export interface ExampleOutage {
  readonly since: Date;
  readonly endedAt: Date | null;
}

export interface ExampleHistory {
  /** Oldest first. */
  readonly checks: readonly Check[];
  readonly outages: readonly ExampleOutage[];
}

/** Returns a life of an example up to an instant: the same each time, and another one for each example. */
export function exampleHistory(
  example: Pick<Example, 'path' | 'now' | 'usualMs' | 'outages' | 'failure'>,
  { from, to }: { from: Date; to: Date },
): ExampleHistory {
  const random = randomOf(example.path);
  const outages = outagesOf(example, { from: +from, to: +to }, random);
  const checks: Check[] = [];
  for (let at = Math.ceil(+from / STEP_MS) * STEP_MS; at < +to; at += STEP_MS) {
    const isDown = outages.some(
      ({ since, endedAt }) => at >= +since && (endedAt === null || at < +endedAt),
    );
    checks.push(isDown ? failed(at, example) : answered(at, { example, to: +to, random }));
  }
  return { checks, outages };
}

/** Numbers from 0 to 1 that follow from a text. */
function randomOf(text: string): () => number {
  let state = 7;
  for (const character of text) state = (state * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Each in a part of the time of its own, so that none touches another one. */
function outagesOf(
  { outages, now }: Pick<Example, 'outages' | 'now'>,
  { from, to }: { from: number; to: number },
  random: () => number,
): ExampleOutage[] {
  const grid = (at: number): number => Math.ceil(at / STEP_MS) * STEP_MS;
  const end = to - 2 * LASTING_MS;
  const part = (end - from) / Math.max(outages, 1);
  const over = Array.from({ length: outages }, (_, index) => {
    const since = grid(from + part * (index + 0.2 + random() * 0.5));
    const length = (1 + Math.floor(random() ** 2 * LONGEST)) * STEP_MS;
    return { since: new Date(since), endedAt: new Date(since + length) };
  }).filter(({ endedAt }) => +endedAt < end);
  return now === 'down'
    ? [...over, { since: new Date(grid(to - LASTING_MS)), endedAt: null }]
    : over;
}

const planned = (at: number) =>
  ({
    at: new Date(at),
    slot: new Date(at),
    kind: 'http',
    origin: 'scheduled',
    confirmation: false,
    address: '127.0.0.1',
    attempts: 1,
  }) as const;

const failed = (at: number, { failure }: Pick<Example, 'failure'>): Check => ({
  ...planned(at),
  outcome: 'failed',
  statusCode: failure.class === 'status' ? 500 : null,
  latencyMs: null,
  phases: NO_PHASES,
  failure,
});

function answered(
  at: number,
  {
    example: { usualMs, now },
    to,
    random,
  }: { example: Pick<Example, 'usualMs' | 'now'>; to: number; random: () => number },
): Check {
  const hour = (at % 86_400_000) / HOUR_MS;
  // Busy in the afternoon, and now and then an answer that takes its time.
  const busy = 1 + 0.3 * Math.exp(-((hour - 14) ** 2) / 18);
  const spike = random() > 0.985 ? 3 : 1;
  const isSlow = now === 'slow' && at >= to - LASTING_MS;
  const waitMs = isSlow ? SLOW_MS : usualMs * busy * spike * (0.9 + random() * 0.25);
  const phases = {
    dnsMs: rounded(2 + random() * 3),
    connectMs: rounded(4 + random() * 2),
    tlsMs: null,
    firstByteMs: rounded(waitMs),
    transferMs: rounded(1 + random() * 2),
  };
  const { dnsMs, connectMs, firstByteMs, transferMs } = phases;
  return {
    ...planned(at),
    outcome: isSlow ? 'slow' : 'ok',
    statusCode: 200,
    latencyMs: rounded(dnsMs + connectMs + firstByteMs + transferMs),
    phases,
    failure: null,
  };
}

/** As checks are kept. */
const rounded = (ms: number): number => Math.round(ms * 10) / 10;
