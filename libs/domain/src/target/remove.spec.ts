import { expect, it } from 'vitest';
import { removedTarget } from './remove.ts';
import { STOPPED_SCHEDULE } from './schedule-after.ts';
import { targetRecord } from './testing.ts';

const now = new Date('2026-01-01T12:00:00Z');

it('hides a removed target, leaves its domain, and lets all that is stored about it go', () => {
  const target = targetRecord({ domain: 'shop.test' });
  expect(removedTarget({ now, newId: () => 'id' }, target)).toMatchObject({
    removedAt: now,
    schedule: STOPPED_SCHEDULE,
    intents: [
      { type: 'end', alertIds: [], resolution: 'deleted', at: now, isLeft: true },
      { type: 'leave-domain', domain: 'shop.test', resolution: 'deleted', at: now },
      { id: 'id', type: 'erase' },
    ],
  });
});
