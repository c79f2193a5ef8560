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
      attempts: [{ at: at('12:59'), outcome: 'retry', fact: { is: 'text', text: '' } }],
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

describe('an address that may not be entered any more', () => {
  const url = 'http://hooks.example/in';
  const stage = () => {
    const desk = new LaneDesk(() => at('13:00'));
    desk.channels = [
      channel('a', { kind: 'webhook', config: { url, secret: null, format: 'netumo' } }),
    ];
    const changes: unknown[] = [];
    const context = systemContext({
      ...desk.ports,
      alerts: { ...desk.ports.alerts, lookAgain: () => Promise.resolve() },
      channels: {
        ...desk.ports.channels,
        update: (_id: string, change: unknown) => Promise.resolve(changes.push(change)),
      },
      judgeChannelUrl: () => 'It has to start with https://.',
    } as never) as Parameters<typeof updateChannel>[0];
    return { context, changes };
  };

  it('keeps nobody from turning the channel off, or from calling it otherwise', async () => {
    const { context, changes } = stage();
    await updateChannel(context, { id: 'a', enabled: false });
    await updateChannel(context, {
      id: 'a',
      name: 'Night',
      config: { url, format: 'alertmanager' },
    });
    expect(changes).toMatchObject([
      { enabled: false, config: { url } },
      { name: 'Night', config: { url, format: 'alertmanager' } },
    ]);
  });

  it('is refused as soon as it is changed', async () => {
    const { context, changes } = stage();
    const changed = updateChannel(context, { id: 'a', config: { url: `${url}/2` } });
    await expect(changed).rejects.toThrow('It has to start with https://.');
    expect(changes).toEqual([]);
  });
});
