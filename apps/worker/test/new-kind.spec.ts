import { nextSlot, type TargetRecord } from '@app/domain';
import {
  startedWatch,
  type NoReading,
  type Reading,
  type WatchKind,
  type WatchState,
} from '@app/domain/check-kinds';
import { targetRecord } from '@app/domain/testing';
import {
  CheckRunner,
  pollChecks,
  systemContext,
  watchChecks,
  type AlertPorts,
  type WatchCheck,
} from '@app/monitoring';
import { newId } from '@app/persistence';
import { openTestStores, type TestStores } from '@app/persistence/testing';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';

/*
 * A kind of check that is added as CONTRIBUTING says: whether a site greets as it should. What follows is all that a
 * kind needs beside its name and its words: a descriptor and a probe.
 */

interface GreetingWatch extends WatchState {
  greeting: string | null;
  alertId: string | null;
}

interface Greeting extends Reading {
  greeting: string;
}

const GREETING: WatchKind<{ url: string }, Greeting, GreetingWatch> = {
  name: 'greeting',
  source: 'watches',
  failing: (failure) => ({ is: 'failure', failure }),
  schedule: { retryMs: 3_600_000, leaseMs: 30_000, concurrency: 2 },
  appliesTo: (url) => url.startsWith('http'),
  start: () => ({ greeting: null, alertId: null }),
  request: ({ url }) => ({ url }),
  nextAt: (id, _, now) => nextSlot(`greeting:${id}`, 86_400, now),
  judge({ target, watch, now, newId: makeId }, { greeting }) {
    const state = { ...watch, greeting, dueAt: GREETING.nextAt(target.id, watch, now) };
    if (greeting === 'hello') {
      if (watch.alertId === null) return { state, effects: [] };
      const end = { id: makeId(), type: 'end', resolution: 'recovered', at: now } as const;
      return {
        state: { ...state, alertId: null },
        effects: [{ ...end, alertIds: [watch.alertId] }],
      };
    }
    if (watch.alertId !== null) return { state, effects: [] };
    const alertId = makeId();
    const about = { kind: 'slow', severity: 'warning', downAlertId: null } as const;
    const cause = { is: 'text', text: `It greets with "${greeting}".` } as const;
    return {
      state: { ...state, alertId },
      effects: [{ id: makeId(), type: 'open', ...about, alertId, cause, since: now, at: now }],
    };
  },
  alertIds: ({ alertId }) => (alertId === null ? [] : [alertId]),
  overPause: (watch) => ({ ...watch, alertId: null }),
  urlOf: (url) => url,
  upTo: (watch) => watch,
};

let opened: TestStores;
beforeAll(async () => {
  opened = await openTestStores({ watchKinds: ['certificate', GREETING.name] });
});
afterAll(async () => {
  await opened.close();
});

const quiet = async (): Promise<void> => undefined;
const silent = (): void => undefined;

function portsOf(): AlertPorts {
  return {
    ...opened.stores,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    now: () => new Date(),
    newId,
    changes: { publish: quiet },
    queue: {
      enqueueChecks: quiet,
      enqueueLanes: quiet,
      figures: async () => null,
      deadLetters: async () => null,
      redriveDeadLetter: async () => null,
      vacuum: async () => true,
    },
  };
}

const PATIENT = { timeout: 20_000, interval: 50 };

it('runs a new kind of check from its claim to the alerts that follow, by its descriptor and probe', async () => {
  const { stores, connection } = opened;
  let greeting: string | NoReading['failure'] = 'go away';
  const asked: string[] = [];
  const check: WatchCheck<{ url: string }, Greeting> = {
    kind: GREETING,
    probe: async ({ url }) => {
      asked.push(url);
      const address = '192.0.2.1';
      return typeof greeting === 'string'
        ? { outcome: 'ok', address, greeting }
        : { outcome: 'failed', address, failure: greeting };
    },
  };
  const id = newId();
  const url = 'http://shop.test/';
  const watch = startedWatch(GREETING, url, new Date());
  const target: TargetRecord = { ...targetRecord({ id, url }), ...{ greeting: watch } };
  await stores.targets.insert(target, { unique: false });

  const ports = portsOf();
  const source = pollChecks(ports, new CheckRunner(null), watchChecks(systemContext(ports), check));
  onTestFinished(() => source.stop(0));
  const alerts = async () => (await stores.alerts.list({ subjects: [id], limit: 10 })).items;
  const stored = async () => (await connection.collection('targets').findOne({}))?.['greeting'];
  const again = async (): Promise<void> => {
    const due = { $set: { 'greeting.dueAt': new Date() } };
    await connection.collection('targets').updateOne({}, due);
  };

  await expect
    .poll(alerts, PATIENT)
    .toMatchObject([{ state: 'open', cause: { text: 'It greets with "go away".' }, targetId: id }]);
  expect(asked).toEqual([url]);
  expect(await stored()).toMatchObject({ greeting: 'go away', lease: null, trouble: null });
  expect((await stored())?.dueAt.getTime()).toBeGreaterThan(Date.now());
  const [opening] = await alerts();
  await expect
    .poll(() => stores.deliveries.ofAlert(opening!.id), PATIENT)
    .toMatchObject([{ event: 'opened' }]);

  greeting = { class: 'timeout', code: null, fact: { is: 'text', text: 'It said nothing.' } };
  await again();
  await expect.poll(stored, PATIENT).toMatchObject({
    greeting: 'go away',
    trouble: { failure: { class: 'timeout' }, alertId: null },
  });

  greeting = 'hello';
  await again();
  await expect
    .poll(alerts, PATIENT)
    .toMatchObject([{ state: 'resolved', resolution: 'recovered' }]);
  expect(await stored()).toMatchObject({ greeting: 'hello', trouble: null });
  expect((await stores.targets.get(id))?.state.status).toBe('pending');
}, 60_000);
