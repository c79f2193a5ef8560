import { describe, expect, it } from 'vitest';
import { Setbacks } from './setbacks.ts';

const T0 = Date.parse('2026-01-01T12:00:00Z');
const at = (seconds: number): Date => new Date(T0 + seconds * 1_000);
const PIECE = { kind: 'intents of target', id: 'a' };

describe('setbacks', () => {
  it('keep work that failed from being tried for a while that doubles', () => {
    const setbacks = new Setbacks();
    setbacks.failed(PIECE, 'Boom.', at(0));
    expect(setbacks.waiting(PIECE.kind, at(9))).toEqual(['a']);
    expect(setbacks.waiting(PIECE.kind, at(10))).toEqual([]);
    expect(setbacks.waiting('other', at(0))).toEqual([]);
    setbacks.failed(PIECE, 'Boom.', at(10));
    expect(setbacks.waiting(PIECE.kind, at(29))).toEqual(['a']);
    for (let i = 0; i < 30; i++) setbacks.failed(PIECE, 'Boom.', at(100));
    expect(setbacks.waiting(PIECE.kind, at(3_699))).toEqual(['a']);
    expect(setbacks.waiting(PIECE.kind, at(3_700))).toEqual([]);
  });

  it('are shown once work failed again and again, and forgotten once it is done', () => {
    const setbacks = new Setbacks();
    for (const seconds of [0, 10]) setbacks.failed(PIECE, 'Boom.', at(seconds));
    expect(setbacks.stuck).toBeNull();
    setbacks.failed(PIECE, 'Bang.', at(30));
    const example = 'intents of target a: Bang.';
    expect(setbacks.stuck).toEqual({ count: 1, since: at(0), example });
    setbacks.done(PIECE);
    expect(setbacks.stuck).toBeNull();
  });

  it('are no memory without an end', () => {
    const setbacks = new Setbacks();
    for (let i = 0; i < 2_000; i++) setbacks.failed({ kind: 'k', id: `${i}` }, '', at(0));
    expect(setbacks.waiting('k', at(1))).toHaveLength(1_000);
  });
});
