import { expect, it } from 'vitest';
import type { AlertRecord } from '../alert/record.ts';
import type { DeliveryRecord } from './record.ts';
import type { DropReason } from './schema.ts';
import { spentBecause } from './spent.ts';
import { alertRecord, at, deliveryRecord, ENDED, T0 } from './testing.ts';

const DAY_S = 86_400;
const over: AlertRecord = alertRecord({ ...ENDED, endedAt: T0 });
const lasting = alertRecord();
const dead: Partial<DeliveryRecord> = { state: 'dead', nextAttemptAt: null };
const waiting: Partial<DeliveryRecord> = { state: 'pending' };

it.each<[string, Partial<DeliveryRecord>, AlertRecord | null, boolean, number, DropReason | null]>([
  ['dead, while its alert lasts', dead, lasting, true, DAY_S * 2, null],
  ['dead, its alert lasts and its channel is gone', dead, lasting, false, DAY_S * 2, null],
  ['dead, its alert just over', dead, over, true, DAY_S - 1, null],
  ['dead, its alert long over', dead, over, true, DAY_S, 'over'],
  ['dead, its alert over and its channel gone', dead, over, false, 1, 'channel-gone'],
  ['dead for a week', dead, lasting, true, DAY_S * 7, 'age'],
  [
    'dead lately of an old alert',
    { ...dead, updatedAt: at(DAY_S * 7) },
    lasting,
    true,
    DAY_S * 8,
    null,
  ],
  ['waiting for another channel to take over', waiting, over, false, DAY_S - 1, null],
  ['waiting for a channel that is gone, alert over', waiting, over, false, DAY_S, 'channel-gone'],
  ['waiting for a channel that is gone, alert lasts', waiting, lasting, false, DAY_S * 9, null],
  ['waiting for a week, alert over', waiting, over, true, DAY_S * 7, 'age'],
  ['waiting for a week, alert lasts', waiting, lasting, true, DAY_S * 7, null],
  ['sent again lately', { ...waiting, redrivenAt: at(DAY_S * 6) }, over, true, DAY_S * 7, null],
  ['of an alert that was deleted', dead, null, true, 1, 'alert-gone'],
  ['sent', { state: 'sent' }, null, false, DAY_S * 9, null],
  ['put away', { state: 'dismissed' }, over, false, DAY_S * 9, null],
])('a message %s', (_what, fields, alert, hasChannel, afterS, expected) => {
  const now = at(afterS);
  expect(spentBecause(deliveryRecord(fields), { alert, hasChannel, now })).toBe(expected);
});
