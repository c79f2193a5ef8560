import { describe, expect, it } from 'vitest';
import { newKey, open, readKey, rewrap, seal, type WrappingKey } from './envelope.ts';

const PLACE = {
  collection: 'targets',
  id: '65a1b2c3d4e5f6a700000001',
  field: 'request.body',
} as const;
const TEXT = 'Bearer canary-7f3a';

function aKey(): WrappingKey {
  const key = readKey(newKey());
  if (!key) throw new Error('not a key');
  return key;
}

describe('an envelope', () => {
  it.each(['', 'x', TEXT, 'ö\u0000\u{1f600}', 'y'.repeat(65_536)])('gives %j back', (text) => {
    const key = aKey();
    const sealed = seal(text, PLACE, key);
    expect(open(sealed, PLACE, key)).toBe(text);
  });

  it('shows nothing of what is in it, and looks different each time', () => {
    const key = aKey();
    const [one, two] = [seal(TEXT, PLACE, key), seal(TEXT, PLACE, key)];
    expect(one).not.toBe(two);
    for (const sealed of [one, two]) {
      expect(sealed).toMatch(/^sealed:1:[0-9a-f]{8}:[\w-]+:[\w-]+$/);
      for (const encoding of ['utf8', 'base64', 'base64url', 'hex'] as const) {
        expect(sealed).not.toContain(Buffer.from(TEXT).toString(encoding).slice(0, 12));
      }
    }
  });

  it('opens only where it belongs, and with its key', () => {
    const key = aKey();
    const sealed = seal(TEXT, PLACE, key);
    expect(open(sealed, { ...PLACE, id: '65a1b2c3d4e5f6a700000002' }, key)).toBeNull();
    expect(open(sealed, { ...PLACE, field: 'request.headers.a' }, key)).toBeNull();
    expect(open(sealed, { ...PLACE, collection: 'channels' }, key)).toBeNull();
    expect(open(sealed, PLACE, aKey())).toBeNull();
    expect(open(sealed, PLACE, { ...aKey(), id: key.id })).toBeNull();
  });

  it('is refused when a single bit of it was changed', () => {
    const key = aKey();
    const sealed = seal(TEXT, PLACE, key);
    for (let at = 'sealed:1:'.length; at < sealed.length; at++) {
      for (const bit of [1, 2, 4, 8, 16, 32]) {
        const changed = String.fromCharCode(sealed.charCodeAt(at) ^ bit);
        expect(open(sealed.slice(0, at) + changed + sealed.slice(at + 1), PLACE, key)).toBeNull();
      }
    }
    for (let at = 0; at < sealed.length; at++)
      expect(open(sealed.slice(0, at), PLACE, key)).toBeNull();
  });

  it('gets another key without being opened by whoever has only that', () => {
    const [from, to] = [aKey(), aKey()];
    const sealed = seal(TEXT, PLACE, from);
    const moved = rewrap(sealed, PLACE, { from, to }) ?? '';
    expect(open(moved, PLACE, to)).toBe(TEXT);
    expect(open(moved, PLACE, from)).toBeNull();
    expect(rewrap(moved, PLACE, { from, to })).toBeNull();
    expect(rewrap('in clear', PLACE, { from, to })).toBeNull();
  });
});

describe('readKey', () => {
  it.each(['', 'short', 'A'.repeat(44), `${newKey()}x`, Buffer.alloc(31).toString('base64')])(
    'refuses %j',
    (text) => {
      expect(readKey(text)).toBeNull();
    },
  );

  it('names keys without telling them', () => {
    const text = newKey();
    const id = readKey(text)?.id;
    expect(id).toMatch(/^[0-9a-f]{8}$/);
    expect(readKey(`${text}\n`)?.id).toBe(id);
    expect(readKey(newKey())?.id).not.toBe(id);
  });
});
