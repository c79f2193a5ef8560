import { describe, expect, it } from 'vitest';
import { packNotices, unpackNotices } from './pack-notices.ts';

describe('notices', () => {
  it('survive packing, in payloads that PostgreSQL takes', () => {
    const notices = Array.from({ length: 2_000 }, (_, i) => `t${String(i).padStart(24, '0')}`);
    const payloads = packNotices(notices);
    expect(payloads.length).toBeGreaterThan(1);
    expect(Math.max(...payloads.map((payload) => Buffer.byteLength(payload)))).toBeLessThan(8_000);
    expect(payloads.flatMap(unpackNotices)).toEqual(notices);
  });

  it('need no payload when there are none', () => {
    expect(packNotices([])).toEqual([]);
  });

  it.each(['', 'no json', '{"a":1}', '[1,null]'])('ignore the foreign payload %j', (payload) => {
    expect(unpackNotices(payload)).toEqual([]);
  });
});
