import { describe, expect, it } from 'vitest';
import { OfflineJobBuffer, MAX_KEPT } from './offline-job-buffer.ts';

describe('kept rings', () => {
  it('are given once, each key once, in order', () => {
    const kept = new OfflineJobBuffer();
    expect(kept.keep([{ key: 'a' }, { key: 'b' }])).toBe(0);
    expect(kept.keep([{ key: 'a' }])).toBe(0);
    expect(kept.take()).toEqual([{ key: 'a' }, { key: 'b' }]);
    expect(kept.take()).toEqual([]);
  });

  it('are no more than a thousand', () => {
    const kept = new OfflineJobBuffer();
    const rings = Array.from({ length: MAX_KEPT + 2 }, (_, i) => ({ key: String(i) }));
    expect(kept.keep(rings)).toBe(2);
    expect(kept.keep([{ key: '0' }, { key: 'another' }])).toBe(1);
    expect(kept.take()).toHaveLength(MAX_KEPT);
  });
});
