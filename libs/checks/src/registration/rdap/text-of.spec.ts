import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PackingError, TooLargeError } from '../failure-of-error.ts';
import { textOf } from './text-of.ts';

const TEXT = '{"ldhName":"münchen.example"}';
const plain = Buffer.from(TEXT);
const LIMIT = 1_000_000;

describe('the text of an answer', () => {
  it.each<[string, Buffer, string]>([
    ['nothing', plain, ''],
    ['identity', plain, 'identity'],
    ['gzip', gzipSync(plain), 'gzip'],
    ['gzip under its old name', gzipSync(plain), ' X-GZIP '],
    ['gzip of which nobody tells', gzipSync(plain), ''],
    ['gzip that was never applied', plain, 'gzip'],
    ['deflate', deflateSync(plain), 'deflate'],
    ['bare deflate', deflateRawSync(plain), 'deflate'],
    ['brotli', brotliCompressSync(plain), 'br'],
    ['zstandard', zstdCompressSync(plain), 'zstd'],
    ['two codings', gzipSync(deflateSync(plain)), 'deflate, gzip'],
    ['a mark of the byte order', Buffer.from(`\ufeff${TEXT}`), ''],
    ['UTF-16', Buffer.from(`\ufeff${TEXT}`, 'utf16le'), ''],
    ['UTF-16, big end first', Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16(), ''],
  ])('is read through %s', async (_what, bytes, encoding) => {
    expect(await textOf(bytes, encoding, LIMIT)).toBe(TEXT);
  });

  it.each<[string, Buffer, string]>([
    ['is cut off', gzipSync(plain).subarray(0, 15), 'gzip'],
    ['is in a coding that nobody knows', plain, 'compress'],
    ['is no brotli', plain, 'br'],
  ])('is none where it %s', async (_what, bytes, encoding) => {
    await expect(textOf(bytes, encoding, LIMIT)).rejects.toThrow(PackingError);
  });

  it('unpacks no further than an answer may be long', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    await expect(textOf(bomb, 'gzip', LIMIT)).rejects.toThrow(TooLargeError);
    const deflated = deflateSync(Buffer.alloc(50_000_000));
    await expect(textOf(deflated, 'deflate', LIMIT)).rejects.toThrow(TooLargeError);
  });
});
