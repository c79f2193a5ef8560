import { describe, expect, it } from 'vitest';
import { CreateTarget, UpdateTarget } from './schema.ts';

const url = 'https://example.org/';
const REFUSED: [string, object][] = [
  ['url: a number', { url: 5 }],
  ['url: a list', { url: [url] }],
  ['url: missing', {}],
  ['an unknown key', { url, surprise: true }],
  ['an unknown key inside', { url, request: { surprise: true } }],
  ['interval below 20 s', { url, intervalSeconds: 19 }],
  ['interval above a day', { url, intervalSeconds: 86_401 }],
  ['interval as text', { url, intervalSeconds: '60' }],
  ['interval with a fraction', { url, intervalSeconds: 60.5 }],
  ['no failures to down', { url, thresholds: { failuresToDown: 0 } }],
  ['status backwards', { url, expect: { status: '399-200' } }],
  ['status out of range', { url, expect: { status: '200-1000' } }],
  ['status as words', { url, expect: { status: '2xx' } }],
  ['method', { url, request: { method: 'BREW' } }],
  ['header name', { url, request: { headers: { 'bad header': 'x' } } }],
  ['header value with a line break', { url, request: { headers: { a: 'x\r\nb: y' } } }],
  ['a header that is ours', { url, request: { headers: { Host: 'x' } } }],
  ['a header named like a prototype', { url, request: { headers: { constructor: 'x' } } }],
  ['tags that are no text', { url, tags: [{}] }],
  ['too many tags', { url, tags: Array.from({ length: 51 }, String) }],
  ['an empty name', { url, name: '' }],
  ['a name that is too long', { url, name: 'a'.repeat(121) }],
  ['a name with a control character', { url, name: 'a\u0007b' }],
  ['a name with a line break', { url, name: 'a\r\nBcc: x@evil.example' }],
  ['a name that turns the writing direction', { url, name: 'a\u202egnp.exe' }],
  ['a name with an invisible character', { url, name: 'a\u200bb' }],
  ['a name with half a character', { url, name: 'a\ud800' }],
  ['a channel id that is none', { url, alerting: { channelIds: ['x'] } }],
];

describe('CreateTarget', () => {
  it.each(REFUSED)('refuses %s', (_name, input) => {
    expect(CreateTarget.safeParse(input).success).toBe(false);
  });

  it.each(['200-399', '200', '200,204', '200-299, 401', ' 200 - 204 '])(
    'accepts status %s',
    (status) => {
      expect(CreateTarget.safeParse({ url, expect: { status } }).success).toBe(true);
    },
  );

  it('fills nothing in: defaults belong to the use case', () => {
    expect(CreateTarget.parse({ url, request: {} })).toEqual({ url, request: {} });
  });

  it('keeps each tag once, trimmed', () => {
    expect(CreateTarget.parse({ url, tags: [' a', 'a', 'b'] }).tags).toEqual(['a', 'b']);
  });
});

describe('UpdateTarget', () => {
  it('takes instants as ISO text, milliseconds or Date', () => {
    const id = '0123456789abcdef01234567';
    const until = new Date('2026-02-01T00:00:00Z');
    for (const mutedUntil of [
      until,
      until.toISOString(),
      until.getTime(),
      '2026-02-01T01:00:00+01:00',
    ]) {
      expect(UpdateTarget.parse({ id, alerting: { mutedUntil } }).alerting?.mutedUntil).toEqual(
        until,
      );
    }
    expect(UpdateTarget.safeParse({ id, alerting: { mutedUntil: 'soon' } }).success).toBe(false);
  });
});

describe('hostile text', () => {
  const marks = `e${'\u0301\u0323'.repeat(500_000)}`;
  it.each([
    ['a name', { url, name: marks }],
    ['a tag', { url, tags: [marks] }],
  ])('%s is refused by its length before it is normalised', (_what, input) => {
    expect(CreateTarget.safeParse(input).success).toBe(false);
  });

  it('a name of 120 letters may be written with marks of their own', () => {
    const name = 'e\u0323\u0302'.repeat(120);
    expect(CreateTarget.parse({ url, name }).name).toBe(name.normalize('NFC'));
  });
});
