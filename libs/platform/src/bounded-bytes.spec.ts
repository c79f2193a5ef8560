import { describe, expect, it } from 'vitest';
import { BoundedBytes } from './bounded-bytes.ts';

describe('BoundedBytes', () => {
  it.each([1, 7, 1_000, 16_384, 70_000])('joins pieces of %d bytes as they came', (size) => {
    const all = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 251));
    const bytes = new BoundedBytes(70_000);
    for (let at = 0; at < 15_000; at += size) {
      expect(bytes.add(all.subarray(at, Math.min(at + size, 15_000)))).toBe(true);
    }
    expect(bytes.toBuffer()).toEqual(all.subarray(0, 15_000));
  });

  it('keeps no more than it was made for, and says when that was too little', () => {
    const bytes = new BoundedBytes(5);
    expect(bytes.add(Buffer.from('all'))).toBe(true);
    expect(bytes.add(Buffer.from(' w'))).toBe(true);
    expect(bytes.add(Buffer.from('ell'))).toBe(false);
    expect(String(bytes.toBuffer())).toBe('all w');
  });

  it('keeps a copy', () => {
    const piece = Buffer.from('good');
    const bytes = new BoundedBytes(10);
    bytes.add(piece);
    piece.fill('x');
    expect(String(bytes.toBuffer())).toBe('good');
  });

  it('ends what comes byte by byte without an end', () => {
    const bytes = new BoundedBytes(10_000_000);
    let pieces = 0;
    while (bytes.add(Buffer.from('a'))) pieces++;
    expect(pieces).toBeLessThan(100_000);
    const small = new BoundedBytes(10_000);
    for (let at = 0; at < 10_000; at++) expect(small.add(Buffer.from('a'))).toBe(true);
  });
});
