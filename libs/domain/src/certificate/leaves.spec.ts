import { viewFinding } from '../text/certificate.ts';
import { describe, expect, it } from 'vitest';
import { judgeInTurn } from './judge-in-turn.ts';
import {
  followLeaves,
  isInService,
  isUnsettled,
  servedInTurn,
  type KnownLeaf,
  type SeenLeaf,
} from './leaves.ts';
import { inDays, leaf } from './testing/evidence.ts';

const HOUR = 1 / 24;
const V4 = '192.0.2.1';
const V6 = '2001:db8::1';

const RSA = { type: 'rsa', bits: 2_048, curve: null };

const shows = (name: string, addresses = [V4], key = leaf().key): SeenLeaf => ({
  leaf: leaf({ fingerprint: name.repeat(32), key }),
  addresses,
});

interface Reading {
  /** In days. */
  at: number;
  seen: SeenLeaf[];
  unread?: string[];
}

const after = (...readings: Reading[]): KnownLeaf[] =>
  readings.reduce<KnownLeaf[]>(
    (known, { at, seen, unread = [] }) => followLeaves(known, { at: inDays(at), seen, unread }),
    [],
  );

const servedAt = (leaves: readonly KnownLeaf[], at: number): string[] =>
  leaves
    .filter((one) => isInService(one, inDays(at)))
    .map(({ fingerprint }) => fingerprint.slice(0, 2))
    .sort();

const old = shows('aa');
const fresh = shows('bb');

describe('a certificate that is not seen any more', () => {
  it('is gone after two readings', () => {
    const once = after({ at: 0, seen: [old] }, { at: 1, seen: [fresh] });
    expect(servedAt(once, 1)).toEqual(['aa', 'bb']);
    expect(isUnsettled(once, inDays(1))).toBe(true);
    const twice = after(
      { at: 0, seen: [old] },
      { at: 1, seen: [fresh] },
      { at: 1 + HOUR, seen: [fresh] },
    );
    expect(servedAt(twice, 1 + HOUR)).toEqual(['bb']);
    expect(isUnsettled(twice, inDays(1 + HOUR))).toBe(false);
  });

  it('is not gone while its own address cannot be read, for three days at most', () => {
    const readings = [1, 2, 2.9].map((at) => ({
      at,
      seen: [shows('bb', [V4])],
      unread: [V6],
    }));
    const leaves = after({ at: 0, seen: [shows('aa', [V6]), shows('bb', [V4])] }, ...readings);
    expect(servedAt(leaves, 2.9)).toEqual(['aa', 'bb']);
    expect(servedAt(leaves, 3)).toEqual(['bb']);
  });

  it('is gone only after three days once two readings were wrong about it', () => {
    const wrong = [
      { at: 0, seen: [old] },
      { at: 1, seen: [fresh] },
      { at: 2, seen: [fresh] },
      { at: 3, seen: [old] },
    ];
    const since = [4, 5, 5.9].map((at) => ({ at, seen: [fresh] }));
    const leaves = after(...wrong, ...since);
    expect(servedAt(leaves, 5.9)).toEqual(['aa', 'bb']);
    expect(servedAt(leaves, 6)).toEqual(['bb']);
  });

  it('is gone although another address is dead all the time', () => {
    const leaves = after(
      { at: 0, seen: [old], unread: [V6] },
      { at: 1, seen: [fresh], unread: [V6] },
      { at: 2, seen: [fresh], unread: [V6] },
    );
    expect(servedAt(leaves, 2)).toEqual(['bb']);
  });
});

describe('certificates that are served in turn', () => {
  const inTurn = (leaves: KnownLeaf[], at: number): string[] =>
    servedInTurn(leaves, inDays(at))
      .map(({ fingerprint }) => fingerprint.slice(0, 2))
      .sort();

  it('are seen at several addresses, and named with them', () => {
    const leaves = after({ at: 0, seen: [shows('aa', [V4]), shows('bb', [V6])] });
    expect(inTurn(leaves, 0)).toEqual(['aa', 'bb']);
    const [finding] = judgeInTurn(leaves, inDays(0));
    expect(finding && viewFinding(finding)).toEqual({
      property: 'connection',
      severity: 'info',
      code: 'CERT_SERVED_IN_TURN',
      message: `Several certificates are served in turn: aaaaaaaa…, valid until 2026-05-14, at ${V4}; bbbbbbbb…, valid until 2026-05-14, at ${V6}.`,
    });
  });

  it('are seen at one address when one of them comes back, and then need no further look', () => {
    const leaves = after({ at: 0, seen: [old] }, { at: 1, seen: [fresh] }, { at: 2, seen: [old] });
    expect(inTurn(leaves, 2)).toEqual(['aa', 'bb']);
    const next = followLeaves(leaves, { at: inDays(3), seen: [fresh], unread: [] });
    expect(inTurn(next, 3)).toEqual(['aa', 'bb']);
    expect(isUnsettled(next, inDays(3))).toBe(false);
  });

  it('are no mere renewal, also after a time in which they were', () => {
    const renewed = after({ at: 0, seen: [old] }, { at: 1, seen: [fresh] });
    expect(inTurn(renewed, 1)).toEqual([]);
    const calm = after(
      { at: 0, seen: [old] },
      { at: 1, seen: [fresh] },
      { at: 2, seen: [old] },
      ...[3, 4, 5].map((at) => ({ at, seen: [old] })),
      { at: 60, seen: [shows('cc')] },
    );
    expect(inTurn(calm, 60)).toEqual([]);
  });

  it('are not the two that a server has for two kinds of keys', () => {
    const leaves = after({ at: 0, seen: [old, shows('bb', [V4], RSA)] });
    expect(inTurn(leaves, 0)).toEqual([]);
    expect(judgeInTurn(leaves, inDays(0))).toEqual([]);
  });
});

it('remembers what was told, eight certificates, and all that are served up to 32', () => {
  let leaves: KnownLeaf[] = after({ at: 0, seen: [old] }).map((one) => ({ ...one, told: 7 }));
  leaves = followLeaves(leaves, { at: inDays(1), seen: [old], unread: [] });
  expect(leaves).toMatchObject([{ told: 7, seenAt: inDays(1) }]);
  const many = Array.from({ length: 12 }, (_, n) => ({ at: n, seen: [shows(String(10 + n))] }));
  expect(after(...many)).toHaveLength(8);
  const served = (count: number): SeenLeaf[] =>
    Array.from({ length: count }, (_, n) => shows(String(10 + n), [`192.0.2.${n}`]));
  expect(after({ at: 0, seen: served(20) })).toHaveLength(20);
  expect(after({ at: 0, seen: served(40) })).toHaveLength(32);
});
