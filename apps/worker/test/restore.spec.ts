import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  backUp,
  createChannel,
  rehearseRestore,
  settleRestored,
  systemContext,
} from '@app/monitoring';
import { isDueToSend } from '@app/domain/reports';
import { aReport } from '@app/domain/testing';
import { createBackups, newId, restoreBackup } from '@app/persistence';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Site } from './support/site.ts';
import { type Actor, Stage, watch } from './support/stage.ts';

const KEYS = [{ id: 'k1', bytes: randomBytes(32) }];
const QUICK = { intervalSeconds: 2, thresholds: { failuresToDown: 1 } };

let folder: string;
let hook: Site;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restore-'));
  hook = await Site.start();
});
afterEach(async () => {
  await hook.stop();
  await rm(folder, { recursive: true });
});

const withBackups = ({ connection, ports }: Actor) => ({
  ...ports,
  backups: createBackups(connection, {
    ...{ folder, s3: null, keys: KEYS, madeBy: 'test', isGentle: true },
    secretKeys: () => [],
  }),
});

/** Events of a target that were told, in order. */
const told = (id: string): string[] =>
  hook.posted
    .filter(({ target }) => (target as { id?: string } | null)?.id === id)
    .map(({ event }) => String(event));
const statusOf = async ({ ports }: Actor, id: string) =>
  (await ports.targets.get(id))?.state.status;

it('goes on after everything was lost and a backup was restored, and tells nothing twice', async () => {
  const [down, late] = [await Site.start(), await Site.start()];
  down.fail(503);
  let ids: string[];
  {
    await using stage = await Stage.open();
    const app = await stage.worker();
    await createChannel(systemContext({ ...app.ports, judgeChannelUrl: () => null }), {
      ...{ kind: 'webhook', name: 'hook', enabled: true, fallbackChannelId: null },
      config: { url: `${hook.url}/hook` },
    });
    ids = [
      await watch(app, { url: down.url, ...QUICK }),
      await watch(app, { url: late.url, ...QUICK }),
    ];
    await expect.poll(() => told(ids[0]!)).toEqual(['alert.opened']);
    await expect.poll(() => statusOf(app, ids[1]!)).toBe('up');
    // What waits when the backup is made, and is told afterwards.
    hook.fail(503);
    late.fail(503);
    await expect.poll(() => told(ids[1]!)).not.toEqual([]);
    const context = systemContext(withBackups(app));
    expect(await backUp(context)).toMatchObject({ fault: null });
    expect(await backUp(context)).toBeNull();
    await context.ports.upkeep.request('restore-drill', new Date());
    expect(await rehearseRestore(context)).toMatchObject({ fault: null });
    hook.recover();
    await expect
      .poll(async () => (await app.ports.deliveries.list({ state: 'pending', limit: 9 })).items)
      .toEqual([]);
  }
  const before = hook.posted.length;
  const [file] = await readdir(folder);

  await using stage = await Stage.open();
  const bare = await stage.actor();
  const bytes = createReadStream(join(folder, file!));
  await restoreBackup(bare.connection, { bytes, keys: KEYS });
  const settled = await settleRestored(systemContext(bare.ports));
  expect(settled).toMatchObject({ dropped: expect.any(Number), ended: 0 });
  expect(settled.dropped).toBeGreaterThan(0);
  const app = await stage.worker();
  const checked = down.hits.get('/') ?? 0;
  await expect
    .poll(() => down.hits.get('/') ?? 0, { timeout: 30_000 })
    .toBeGreaterThan(checked + 1);
  await expect.poll(() => statusOf(app, ids[0]!), { timeout: 30_000 }).toBe('down');
  expect(hook.posted).toHaveLength(before);
  down.recover();
  late.recover();
  await expect
    .poll(() => told(ids[0]!), { timeout: 30_000 })
    .toEqual([...['alert.opened', 'alert.resolved']]);
  await expect.poll(() => statusOf(app, ids[1]!), { timeout: 30_000 }).toBe('up');
  await Promise.all([down.stop(), late.stop()]);
}, 90_000);

it('puts right what changed while a backup was read', async () => {
  await using stage = await Stage.open();
  const app = await stage.actor();
  const { alerts, targets } = app.ports;
  const [up, over] = [
    await watch(app, { url: `${hook.url}/up` }),
    await watch(app, { url: `${hook.url}/over` }),
  ];
  const at = new Date();
  const alert = (targetId: string) => ({
    ...{ id: newId(), subject: targetId, targetId, targetName: 'x', domain: null },
    ...{ kind: 'down' as const, state: 'open' as const, severity: 'critical' as const },
    cause: { is: 'text' as const, text: 'x' },
    ...{ openedAt: at, since: at, resolvedAt: null, resolution: null, updatedAt: at },
    ...{ acknowledgedAt: null, acknowledgedNote: null, endedAt: null, announcements: [] },
  });
  const [stray, ended] = [alert(up), alert(over)];
  for (const one of [stray, ended]) await alerts.insert(one);
  await alerts.end(ended.id, { at, ending: 'recovered', announcement: null });
  const target = (await targets.get(over))!;
  const outage = { since: at, alertId: ended.id, openedAt: at, persistentStep: -1 };
  const state = {
    ...target.state,
    ...{ status: 'down' as const, outage: { ...outage, persistentAlertId: null } },
  };
  expect(await targets.change(over, target.version, { state })).toBe(true);

  const { reports } = app.ports;
  const due = aReport({ id: newId(), to: ['a@example.org'], nextAt: at });
  const later = aReport({ id: newId(), to: ['b@example.org'], nextAt: new Date(+at + 9_000_000) });
  for (const one of [due, later]) await reports.insert(one);

  const context = systemContext(app.ports);
  expect(await settleRestored(context)).toEqual({ dropped: 0, ended: 1, reports: 1 });
  expect(isDueToSend((await reports.get(due.id))!, new Date())).toBe(false);
  expect(await reports.get(later.id)).toEqual(later);
  expect(await alerts.get(stray.id)).toMatchObject({ state: 'resolved', ending: 'superseded' });
  expect((await alerts.get(stray.id))?.announcements).toEqual([]);
  expect((await targets.get(over))?.state).toMatchObject({ status: 'pending', outage: null });
  expect(await settleRestored(context)).toEqual({ dropped: 0, ended: 0, reports: 0 });
});
