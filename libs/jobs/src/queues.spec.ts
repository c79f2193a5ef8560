import { describe, expect, it } from 'vitest';
import { CHECK_PARTITION, CHECK_URGENT, DELIVERY_LANE, DELIVERY_SEND, QUEUES } from './queues.ts';

describe('the queues', () => {
  it('come after the dead-letter queue they refer to', () => {
    const names = QUEUES.map(({ name }) => name);
    for (const [index, { options }] of QUEUES.entries()) {
      if (options.deadLetter) expect(names.indexOf(options.deadLetter)).toBeLessThan(index);
    }
  });

  it('keep finished jobs for minutes, so that tables stay small', () => {
    for (const { options } of [CHECK_PARTITION, CHECK_URGENT, DELIVERY_LANE, DELIVERY_SEND]) {
      expect(options.deleteAfterSeconds).toBeLessThanOrEqual(600);
      expect(options.deleteAfterSeconds).toBeGreaterThan(0);
    }
  });

  it.each([
    [CHECK_PARTITION.payload, { partition: 64 }],
    [CHECK_URGENT.payload, { targetId: '' }],
    [DELIVERY_LANE.payload, { laneId: '' }],
    [DELIVERY_SEND.payload, {}],
  ])('refuse payloads of another shape', (payload, data) => {
    expect(payload.safeParse(data).success).toBe(false);
  });
});
