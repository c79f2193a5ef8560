import { NO_PHASES, type FailureClass, type ProbeResult } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { discountOverload } from './overload.ts';

const result = (outcome: ProbeResult['outcome'], failure?: FailureClass): ProbeResult => ({
  outcome,
  statusCode: null,
  latencyMs: 900,
  phases: NO_PHASES,
  address: null,
  attempts: 1,
  failure: failure ? { class: failure, code: null, fact: { is: 'code' } } : null,
});
const timeout = result('failed', 'timeout');

describe('discountOverload', () => {
  it.each([
    ['a timeout while we stood still', timeout, 1_000, 10_000],
    ['a reset while we stood still', result('failed', 'reset'), 300, 900],
    ['a slow answer while we stood still', result('slow'), 250, 900],
  ])('takes %s back', (_name, probed, blockedMs, durationMs) => {
    const { outcome, failure } = discountOverload(probed, { blockedMs, durationMs });
    expect(outcome).toBe('inconclusive');
    expect(failure?.class).toBe('overload');
  });

  it.each([
    ['a timeout when we hardly lost time', timeout, 999, 10_000],
    ['a slow answer below the least delay', result('slow'), 249, 300],
    ['a wrong status whatever happened to us', result('failed', 'status'), 5_000, 6_000],
    ['an answer that puts us off whatever happened to us', result('slow', 'status'), 5_000, 6_000],
    ['a refused connection whatever happened to us', result('failed', 'refused'), 5_000, 6_000],
    ['a good answer whatever happened to us', result('ok'), 5_000, 6_000],
    ['an inconclusive result as it is', result('inconclusive', 'network'), 5_000, 6_000],
  ])('keeps %s', (_name, probed, blockedMs, durationMs) => {
    expect(discountOverload(probed, { blockedMs, durationMs })).toBe(probed);
  });
});
