import { getTarget, systemContext } from '@app/monitoring';
import type { TargetRecord } from '@app/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Site } from './support/site.ts';
import { Stage, watch } from './support/stage.ts';

let stage: Stage;
let site: Site;
beforeAll(async () => {
  stage = await Stage.open();
  site = await Site.start();
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await site.stop();
});

it('skips the slots that no worker ran, and counts their time as unknown', async () => {
  const intervalSeconds = 1;
  const first = await stage.worker();
  const { ports } = first;
  const id = await watch(first, { url: site.url, intervalSeconds });
  const record = async (): Promise<TargetRecord> => {
    const found = await ports.targets.get(id);
    if (!found) throw new Error('the target is gone');
    return found;
  };
  await expect.poll(async () => (await record()).recent.length).toBe(2);
  await first.worker.stop();
  const before = await record();
  // After three intervals of patience, so the next slot is that much later at least: the one that has just begun.
  await expect.poll(async () => (await getTarget(systemContext(ports), id)).status).toBe('unknown');

  await stage.worker();
  await expect
    .poll(async () => (await record()).recent.length, { interval: 100 })
    .toBeGreaterThan(before.recent.length + 1);
  const after = await record();
  const [gap] = after.gaps;
  const back = after.recent[before.recent.length];
  expect(after.gaps).toEqual([{ from: before.schedule.silentAt, to: back?.at }]);
  expect(after.state).toMatchObject({ status: 'up', statusSince: gap?.to });
  const slots = after.recent.map(({ slot }) => slot.getTime()).slice(before.recent.length - 1);
  expect(slots[1]! - slots[0]!).toBeGreaterThanOrEqual(3 * intervalSeconds * 1_000);
  const missed = (gap!.to.getTime() - gap!.from.getTime()) / 1_000;
  expect(await getTarget(systemContext(ports), id)).toMatchObject({
    uptime24h: 100,
    unknownSeconds24h: Math.round(missed),
  });
});
