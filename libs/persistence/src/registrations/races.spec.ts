import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { at, T0 } from '../contract/fixtures.ts';
import { openTestStores, type TestStores } from '../testing.ts';
import { registrationModel } from './model.ts';

let opened: TestStores;
beforeAll(async () => {
  opened = await openTestStores();
});
afterAll(async () => {
  await opened.close();
});

const claim = async (token: string) =>
  await opened.stores.registrations.claim({
    now: T0,
    limit: 10,
    lease: { token, until: at(60) },
  });

it('leaves alone what somebody else took between looking and taking', async () => {
  const { registrations } = opened.stores;
  await registrations.watch('taken.example', T0);
  const model = registrationModel(opened.connection);
  const updateMany = model.updateMany.bind(model);
  vi.spyOn(model, 'updateMany').mockImplementationOnce((...step) => {
    const afterTheOther = claim('fast').then(async (taken) => {
      expect(taken).toHaveLength(1);
      return await updateMany(...step);
    });
    return afterTheOther as never;
  });
  expect(await claim('slow')).toEqual([]);
  expect((await registrations.get('taken.example'))?.lease?.token).toBe('fast');
});

it('watches a domain again that was let go of between its two writes', async () => {
  const { registrations } = opened.stores;
  await registrations.watch('kept.example', at(90));
  const model = registrationModel(opened.connection);
  const updateOne = model.updateOne.bind(model);
  vi.spyOn(model, 'updateOne').mockImplementationOnce((...step) => {
    const thenLetGo = updateOne(...step).then(async (result) => {
      expect(await registrations.change('kept.example', 1, { dueAt: null })).toBe(true);
      return result;
    });
    return thenLetGo as never;
  });
  await registrations.watch('kept.example', at(95));
  expect(await registrations.get('kept.example')).toMatchObject({ dueAt: at(95), version: 3 });
});
