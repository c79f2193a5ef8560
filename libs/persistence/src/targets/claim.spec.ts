import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ALL_PARTITIONS, aTarget, at, T0 } from '../contract/fixtures.ts';
import { openTestStores, type TestStores } from '../testing.ts';
import { targetModel } from './model.ts';

let opened: TestStores;
beforeAll(async () => {
  opened = await openTestStores();
});
afterAll(async () => {
  await opened.close();
});

const claim = async (token: string) =>
  await opened.stores.targets.claimDue({
    partitions: ALL_PARTITIONS,
    horizon: T0,
    now: T0,
    limit: 10,
    lease: { token, until: at(60) },
  });

it('leaves alone what somebody else took between looking and taking', async () => {
  const target = aTarget();
  await opened.stores.targets.insert(target, { unique: true });
  const model = targetModel(opened.connection);
  const updateMany = model.updateMany.bind(model);
  vi.spyOn(model, 'updateMany').mockImplementationOnce((...step) => {
    const afterTheOther = claim('fast').then(async (taken) => {
      expect(taken).toHaveLength(1);
      return await updateMany(...step);
    });
    return afterTheOther as never;
  });
  expect(await claim('slow')).toEqual([]);
  expect((await opened.stores.targets.get(target.id))?.schedule.lease?.token).toBe('fast');
});
