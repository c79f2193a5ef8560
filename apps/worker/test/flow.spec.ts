import {
  acknowledgeAlert,
  checkNow,
  createChannel,
  pauseTarget,
  systemContext,
} from '@app/monitoring';
import type { AlertRecord, TargetRecord } from '@app/domain';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { Site } from './support/site.ts';
import { type Actor, Stage, watch } from './support/stage.ts';

let stage: Stage;
let app: Actor;
let hook: Site;

beforeAll(async () => {
  stage = await Stage.open();
  app = await stage.worker();
  hook = await Site.start();
  await createChannel(systemContext({ ...app.ports, judgeChannelUrl: () => null }), {
    kind: 'webhook',
    name: 'hook',
    enabled: true,
    fallbackChannelId: null,
    config: { url: `${hook.url}/hook` },
  });
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await hook.stop();
});

const target = async (id: string): Promise<TargetRecord> => {
  const found = await app.ports.targets.get(id);
  if (!found) throw new Error('the target is gone');
  return found;
};
const statusOf = async (id: string): Promise<string> => (await target(id)).state.status;
const alertsOf = async (targetId: string): Promise<AlertRecord[]> =>
  (await app.ports.alerts.list({ subjects: [targetId], limit: 50 })).items;
const told = (id: string): string[] =>
  hook.posted
    .filter(({ target }) => (target as { id?: string } | null)?.id === id)
    .map(({ event }) => String(event));

/** Short intervals and one failure make a test quick; the default thresholds have a test of their own. */
const QUICK = { intervalSeconds: 2, thresholds: { failuresToDown: 1 } };

describe.concurrent('the main flow', () => {
  it('checks a new target at once', async ({ expect }) => {
    const site = await Site.start();
    // Its slot is hours away, as it was drawn at random from a day: only "at once" comes in time.
    const id = await watch(app, { url: site.url, intervalSeconds: 86_400 });
    await expect.poll(() => statusOf(id)).toBe('up');
    const [check] = (await target(id)).recent;
    expect(check).toMatchObject({ outcome: 'ok', statusCode: 200, origin: 'scheduled' });
    await site.stop();
  });

  it('raises an alert, tells people, and tells them again when the site is back', async ({
    expect,
  }) => {
    const site = await Site.start();
    const id = await watch(app, { url: site.url, name: 'Shop', ...QUICK });
    await expect.poll(() => statusOf(id)).toBe('up');
    site.fail(503);
    await expect.poll(() => told(id)).toEqual(['alert.opened']);
    expect(await statusOf(id)).toBe('down');
    site.recover();
    await expect.poll(() => told(id)).toEqual(['alert.opened', 'alert.resolved']);
    expect(await alertsOf(id)).toMatchObject([
      { kind: 'down', state: 'resolved', resolution: 'recovered' },
    ]);
    // A delivery of its own, which may come after that of the hook.
    const inApp = async () => {
      const { items } = await app.ports.inbox.list({ limit: 50 });
      return items.filter(({ targetId }) => targetId === id).map(({ event }) => event);
    };
    await expect.poll(async () => (await inApp()).sort()).toEqual(['opened', 'resolved']);
    await site.stop();
  });

  it('opens no second alert after an acknowledgement while the outage lasts', async ({
    expect,
  }) => {
    const site = await Site.start();
    site.fail();
    const id = await watch(app, { url: site.url, ...QUICK });
    await expect.poll(async () => (await alertsOf(id)).length).toBe(1);
    const [alert] = await alertsOf(id);
    await acknowledgeAlert(systemContext(app.ports), { id: alert!.id, note: 'on it' });
    const slotsBefore = (await target(id)).recent.length;
    await expect
      .poll(async () => (await target(id)).recent.length)
      .toBeGreaterThan(slotsBefore + 1);
    expect(await alertsOf(id)).toMatchObject([{ state: 'resolved', resolution: 'acknowledged' }]);
    expect(await statusOf(id)).toBe('down');
    await site.stop();
  });

  it('leaves a paused target alone', async ({ expect }) => {
    const site = await Site.start();
    const id = await watch(app, { url: site.url, ...QUICK });
    await expect.poll(() => statusOf(id)).toBe('up');
    await pauseTarget(systemContext(app.ports), id);
    // Another target with the same interval is the clock, at whatever speed this machine goes.
    const clock = await Site.start();
    await watch(app, { url: clock.url, ...QUICK });
    const ticks = () => clock.hits.get('/') ?? 0;
    // A check that was claimed for the next second may still go out; its result is dropped.
    await expect.poll(ticks).toBeGreaterThan(2);
    const before = site.hits.get('/');
    await expect.poll(ticks).toBeGreaterThan(4);
    expect(site.hits.get('/')).toBe(before);
    await site.stop();
    await clock.stop();
  });

  it('checks at once when somebody asks for it', async ({ expect }) => {
    const site = await Site.start();
    const id = await watch(app, { url: site.url, intervalSeconds: 86_400 });
    await expect.poll(() => statusOf(id)).toBe('up');
    await checkNow(systemContext(app.ports), id);
    await expect
      .poll(async () => (await target(id)).recent.map(({ origin }) => origin))
      .toEqual(['scheduled', 'manual']);
    await site.stop();
  });

  it('confirms a first failure after 30 s and then goes down', async ({ expect }) => {
    const site = await Site.start();
    site.fail();
    const id = await watch(app, { url: site.url, intervalSeconds: 86_400 });
    await expect.poll(async () => (await target(id)).state.failures).toBe(1);
    expect(await alertsOf(id)).toEqual([]);
    const { schedule, recent } = await target(id);
    expect(schedule.urgent?.origin).toBe('confirmation');
    expect(Number(schedule.urgent?.slot) - Number(recent[0]?.slot)).toBe(30_000);
    await expect.poll(() => statusOf(id), { timeout: 40_000, interval: 250 }).toBe('down');
    const [first, second] = (await target(id)).recent;
    expect(second?.confirmation).toBe(true);
    expect(Number(second?.slot) - Number(first?.slot)).toBe(30_000);
    expect(recent).toHaveLength(1);
    await site.stop();
  });
});
