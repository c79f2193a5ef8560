import { describe, expect, it } from 'vitest';
import type { FailureClass } from '../../check/schema.ts';
import type { BlindReason } from '../../check/blind-reason.ts';
import { blindAfter } from './blindness.ts';

const T0 = new Date('2026-01-01T12:00:00Z');
const T1 = new Date('2026-01-01T12:01:00Z');
const inconclusive = (failureClass: FailureClass, code: string | null = null) => ({
  outcome: 'inconclusive' as const,
  failure: { class: failureClass, code, fact: { is: 'code' as const } },
});

describe('blindAfter', () => {
  it.each<[FailureClass, string | null, BlindReason]>([
    ['network', 'OFFLINE', 'offline'],
    ['network', 'DNS_TIMEOUT', 'resolver'],
    ['network', 'EADDRNOTAVAIL', 'network'],
    ['overload', null, 'overload'],
    ['internal', null, 'internal'],
  ])('%s %s is a fault of ours: %s', (failureClass, code, why) => {
    expect(blindAfter(null, inconclusive(failureClass, code), T0)).toEqual({ since: T0, why });
  });

  it('lasts from its beginning, also when the reason changes', () => {
    const before = { since: T0, why: 'overload' } as const;
    expect(blindAfter(before, inconclusive('overload'), T1)).toBe(before);
    expect(blindAfter(before, inconclusive('internal'), T1)).toEqual({
      since: T0,
      why: 'internal',
    });
  });

  it('ends with a result that says something, and is none where our policy forbids a check', () => {
    const before = { since: T0, why: 'overload' } as const;
    expect(blindAfter(before, { outcome: 'ok', failure: null }, T1)).toBeNull();
    const failed = { outcome: 'failed' as const, failure: inconclusive('dns').failure };
    expect(blindAfter(before, failed, T1)).toBeNull();
    expect(blindAfter(null, inconclusive('egress'), T1)).toBeNull();
  });
});
