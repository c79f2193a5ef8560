import { alertRecord, deliveryRecord } from '@app/domain/testing';
import { expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { LaneDesk } from '../testing/lane-desk.ts';
import { handOverLate } from './hand-over-late.ts';

const T0 = new Date('2026-03-01T12:00:00Z');
const at = (seconds: number): Date => new Date(T0.getTime() + seconds * 1_000);

function stage(count: number) {
  let now = T0;
  const trouble = new Map<string, unknown>();
  const desk = new LaneDesk(() => now);
  const chat = { kind: 'webhook', config: { url: 'http://receiver.test' }, enabled: true } as const;
  desk.channels = [
    { ...chat, id: 'chat', name: 'chat', fallbackChannelId: 'mail', createdAt: T0 },
    { ...chat, id: 'mail', name: 'mail', fallbackChannelId: null, createdAt: T0 },
  ];
  for (let i = 0; i < count; i++) {
    desk.alerts.set(`a${i}`, alertRecord({ id: `a${i}` }));
    desk.add(
      deliveryRecord({
        ...{
          id: `d${i}`,
          alertId: `a${i}`,
          channelId: 'chat',
          idempotencyKey: `a${i}:chat:opened`,
        },
        ...{ createdAt: T0, fallbackAt: at(60 + i / 1_000) },
      }),
    );
  }
  const handed = (): string[] =>
    [...desk.deliveries.values()]
      .filter(({ channelId }) => channelId === 'mail')
      .map((d) => d.alertId);
  const run = (moment: Date): Promise<Date | null> => {
    now = moment;
    trouble.clear();
    return handOverLate(systemContext(desk.ports), trouble);
  };
  return { desk, handed, run, trouble };
}

it('hands over at the moment at which a fallback is due, and says when the next one is', async () => {
  const { handed, run } = stage(2);
  expect(await run(at(59.999))).toEqual(at(60));
  expect(handed()).toEqual([]);
  expect(await run(at(60))).toEqual(at(60.001));
  expect(handed()).toEqual(['a0']);
  // Those of the stand-in itself wait for a fallback, too.
  expect(await run(at(61))).toEqual(at(120));
  expect(handed()).toEqual(['a0', 'a1']);
});

it('hands over all that is due, however much that is', async () => {
  const { handed, run } = stage(1_100);
  await run(at(62));
  expect(handed()).toHaveLength(1_100);
});

it('lets no channel whose messages cannot be handed over keep the others waiting', async () => {
  const { desk, handed, run, trouble } = stage(1);
  const broken = { ...desk.channels[0]!, id: 'broken' };
  desk.channels = [broken, ...desk.channels];
  for (let i = 0; i < 600; i++) {
    desk.add(
      deliveryRecord({
        ...{ id: `b${i}`, alertId: 'bad', channelId: 'broken', idempotencyKey: `b${i}` },
        fallbackAt: at(10),
      }),
    );
  }
  const { getMany } = desk.ports.alerts;
  desk.ports.alerts.getMany = async (ids) => {
    if (ids.includes('bad')) throw new Error('This alert cannot be read.');
    return await getMany(ids);
  };
  // The one of the stand-in itself.
  expect(await run(at(61))).toEqual(at(121));
  expect(trouble.size).toBe(600);
  expect(handed()).toEqual(['a0']);
  expect(desk.deliveries.get('b0')?.fallbackAt).toEqual(at(10));
});

it('leaves what can wait for the end of the quiet hours of whoever takes over', async () => {
  const { desk, run } = stage(2);
  const quietHours = { from: '11:00', to: '14:00', timeZone: 'UTC', holdDown: false };
  desk.channels = desk.channels.map((one) => (one.id === 'mail' ? { ...one, quietHours } : one));
  desk.alerts.set('a0', alertRecord({ id: 'a0', severity: 'warning' }));
  await run(at(61));
  const dueAtOf = (alertId: string): Date | null | undefined =>
    [...desk.deliveries.values()].find((one) => one.channelId === 'mail' && one.alertId === alertId)
      ?.nextAttemptAt;
  expect(dueAtOf('a0')).toEqual(new Date('2026-03-01T14:00:00Z'));
  expect(dueAtOf('a1')).toEqual(at(61));
});

it('lets no message that cannot be handed over keep others of its channel, or the moment of the next one', async () => {
  const { desk, handed, run, trouble } = stage(300);
  const { getMany } = desk.ports.alerts;
  desk.ports.alerts.getMany = async (ids) => {
    if (ids.includes('a7')) throw new Error('This alert cannot be read.');
    return await getMany(ids);
  };
  expect(await run(at(60.1))).toEqual(at(60.101));
  expect([...trouble.keys()]).toEqual(['d7']);
  expect(handed()).toHaveLength(100);
  await run(at(61));
  expect(handed()).toHaveLength(299);
});
