import { alertRecord, deliveryRecord } from '@app/domain/testing';
import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { channel } from '../testing/alert-story.ts';
import { LaneDesk } from '../testing/lane-desk.ts';
import { updateChannel } from './change-channels.ts';

const at = (time: string): Date => new Date(`2026-01-01T${time}:00Z`);
const NIGHT = { from: '12:00', to: '18:00', timeZone: 'UTC', holdDown: false };

/** One in the afternoon: a certificate that ends was held back until 18:00; something critical waits for its next attempt. */
function night() {
  const desk = new LaneDesk(() => at('13:00'));
  const a = channel('a', { quietHours: NIGHT });
  desk.channels = [a];
  desk.alerts.set('cert', alertRecord({ id: 'cert', kind: 'certificate', severity: 'warning' }));
  desk.alerts.set('down', alertRecord({ id: 'down', kind: 'down', severity: 'critical' }));
  const held = { channelId: 'a', createdAt: at('12:00'), nextAttemptAt: at('18:00') };
  desk.add(
    deliveryRecord({
      ...{ ...held, id: 'held', alertId: 'cert', idempotencyKey: 'cert:a:opened' },
      fallbackAt: at('18:01'),
    }),
    deliveryRecord({
      ...{ ...held, id: 'tried', alertId: 'down', idempotencyKey: 'down:a:opened' },
      nextAttemptAt: at('13:10'),
      attempts: [{ at: at('12:59'), outcome: 'retry', detail: '' }],
    }),
  );
  const context = systemContext({
    ...desk.ports,
    alerts: { ...desk.ports.alerts, lookAgain: () => Promise.resolve() },
    channels: { ...desk.ports.channels, update: () => Promise.resolve() },
    judgeChannelUrl: () => null,
  } as never) as Parameters<typeof updateChannel>[0];
  const dueOf = (id: string): string | undefined =>
    desk.deliveries.get(id)?.nextAttemptAt?.toISOString().slice(11, 16);
  return { desk, context, dueOf };
}

describe('quiet hours that are changed', () => {
  it.each([
    { to: 'earlier', quietHours: { ...NIGHT, to: '14:00' }, due: '14:00' },
    { to: 'later', quietHours: { ...NIGHT, to: '20:00' }, due: '20:00' },
    { to: 'hours that are over', quietHours: { ...NIGHT, to: '12:30' }, due: '13:00' },
    { to: 'none', quietHours: null, due: '13:00' },
  ])('to $to have what they hold back told then', async ({ quietHours, due }) => {
    const { desk, context, dueOf } = night();
    await updateChannel(context, { id: 'a', quietHours });
    expect(dueOf('held')).toBe(due);
    const fallbackAt = new Date(at(due).getTime() + 60_000);
    expect(desk.deliveries.get('held')?.fallbackAt).toEqual(fallbackAt);
  });

  it('leave alone what waits for its next attempt', async () => {
    const { context, dueOf } = night();
    await updateChannel(context, { id: 'a', quietHours: null });
    expect(dueOf('tried')).toBe('13:10');
  });
});
