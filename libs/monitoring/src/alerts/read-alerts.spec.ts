import { expect, it } from 'vitest';
import type { AlertRecord } from '@app/domain';
import { DEFAULT_POLICIES } from '@app/domain/alerting';
import { targetRecord } from '@app/domain/testing';
import { systemContext } from '../context.ts';
import { MemoryTargets } from '../testing/memory-targets.ts';
import { getAlert, listAlerts } from './read-alerts.ts';

const there = targetRecord({ id: '65a1b2c3d4e5f6a700000001' });
const leaving = targetRecord({ id: '65a1b2c3d4e5f6a700000002', removedAt: new Date() });
const erased = '65a1b2c3d4e5f6a700000003';

const alertOf = (targetId: string | null, over: Partial<AlertRecord> = {}): AlertRecord =>
  ({
    id: `of ${String(targetId)}`,
    targetId,
    domain: null,
    state: 'resolved',
    cause: { is: 'text', text: 'Refused.' },
    ...over,
  }) as never;

const reading = async (...items: AlertRecord[]) => {
  const targets = new MemoryTargets();
  await targets.store.insert(there);
  await targets.store.insert(leaving);
  return {
    targets: targets.store,
    deliveries: { ofAlert: () => Promise.resolve([]) },
    ...{ channels: { list: () => Promise.resolve([]) }, now: () => new Date() },
    alertRules: {
      get: () => Promise.resolve({ policies: DEFAULT_POLICIES, mutes: [], maintenance: [] }),
    },
    alerts: {
      list: () => Promise.resolve({ items, nextCursor: null }),
      get: () => Promise.resolve(items[0]),
    },
  } as never;
};

it('names the targets of alerts that are no longer watched, each once', async () => {
  const ports = await reading(
    alertOf(there.id),
    alertOf(leaving.id),
    alertOf(erased),
    alertOf(erased, { state: 'open', domain: 'example.com' }),
    alertOf(null),
  );
  expect((await listAlerts(systemContext(ports), {})).goneTargetIds).toEqual([leaving.id, erased]);
});

it('says it of a single alert, too', async () => {
  expect(
    (await getAlert(systemContext(await reading(alertOf(erased))), 'any')).goneTargetIds,
  ).toEqual([erased]);
  expect(
    (await getAlert(systemContext(await reading(alertOf(there.id))), 'any')).goneTargetIds,
  ).toEqual([]);
});
