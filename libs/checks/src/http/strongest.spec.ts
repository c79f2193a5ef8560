import type { Failure, FailureClass } from '@app/domain';
import { NO_PHASES } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { probe } from '../testing/probe.ts';
import { page, startServer, type Script } from '../testing/server.ts';
import { strongest, triesOf, type TimedAttempt } from './strongest.ts';

interface Example {
  readonly failure?: FailureClass | null;
  readonly statusCode?: number | null;
  readonly wasCut?: boolean;
  readonly startedAt?: number;
}

const attempt = ({
  failure = null,
  statusCode = null,
  wasCut = false,
  startedAt = 0,
}: Example): TimedAttempt => ({
  result: {
    failure: failure && ({ class: failure, code: 'X', fact: { is: 'code' } } satisfies Failure),
    statusCode,
    latencyMs: null,
    phases: NO_PHASES,
    address: '192.0.2.1',
    retryAfterMs: null,
    repeats: 0,
    url: new URL('http://good.example/'),
    wasSent: true,
  },
  startedAt,
  endedAt: startedAt + 10,
  wasCut,
});

const GOOD = attempt({ statusCode: 200 });
const WRONG = attempt({ failure: 'status', statusCode: 503 });
const REFUSED = attempt({ failure: 'refused' });
const TLS = attempt({ failure: 'tls' });
const SILENT = attempt({ failure: 'timeout' });
const CUT = attempt({ failure: 'timeout', wasCut: true });
const OURS = attempt({ failure: 'network' });

describe('strongest', () => {
  it.each<[string, [TimedAttempt, ...TimedAttempt[]], TimedAttempt]>([
    ['two complete answers over one cut short', [WRONG, WRONG, CUT], WRONG],
    ['a complete answer over a refusal', [WRONG, REFUSED], WRONG],
    ['a broken handshake over silence', [TLS, SILENT], TLS],
    ['silence over an attempt cut short', [SILENT, CUT], SILENT],
    ['an attempt cut short over a fault of ours', [CUT, OURS], CUT],
    ['a good answer over all', [WRONG, OURS, GOOD], GOOD],
    ['the newest of equals', [REFUSED, TLS], TLS],
    ['the only one', [OURS], OURS],
  ])('takes %s', (_what, attempts, expected) => {
    expect(strongest(attempts)).toBe(expected);
  });
});

describe('triesOf', () => {
  it('keeps what each found, without sentences', () => {
    expect(
      triesOf([
        attempt({ failure: 'status', statusCode: 503, startedAt: 1_000.4 }),
        attempt({ failure: 'timeout', wasCut: true, startedAt: 1_260.6 }),
      ]),
    ).toEqual([
      {
        afterMs: 0,
        failure: { class: 'status', code: 'X' },
        statusCode: 503,
        durationMs: 10,
        address: '192.0.2.1',
      },
      {
        afterMs: 260,
        failure: { class: 'timeout', code: 'X' },
        statusCode: null,
        durationMs: 10,
        address: '192.0.2.1',
      },
    ]);
  });
});

describe('a check of several attempts', () => {
  const inTurn =
    (...scripts: Script[]): Script =>
    (socket, request, number) =>
      scripts[number - 1]?.(socket, request, number);

  it('reports the answers it got, also when the last attempt is cut short', async () => {
    const busy = page('', '503 Busy');
    const server = await startServer(inTurn(busy, busy));
    const result = await probe(`${server.origin}/`, { retries: 2, timeoutMs: 2_500 });
    expect(result).toMatchObject({
      outcome: 'failed',
      statusCode: 503,
      attempts: 3,
      failure: { class: 'status', code: '503' },
      tries: [
        { statusCode: 503, failure: { class: 'status' } },
        { statusCode: 503, failure: { class: 'status' } },
        { statusCode: null, failure: { class: 'timeout', code: 'first-byte' } },
      ],
    });
    expect(result.latencyMs).not.toBeNull();
  });

  it('lists them when one was good in the end, and not when there was one only', async () => {
    const server = await startServer(inTurn(page('', '500 Oops'), page('hello')));
    const url = `${server.origin}/`;
    expect((await probe(url, { retries: 2 })).tries).toHaveLength(2);
    const steady = await startServer(page('', '500 Oops'));
    expect(await probe(`${steady.origin}/`)).not.toHaveProperty('tries');
  });
});
