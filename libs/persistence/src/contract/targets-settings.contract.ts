import { type Alerting, DEFAULT_ALERTING, type TargetRecord } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { inParallel, type Context } from './context.ts';
import { aCheck, anOpenIntent, at, aTarget, T0 } from './fixtures.ts';

/** A target that uses every field, with names that a database could misread. */
const fullTarget = (): TargetRecord =>
  aTarget({
    tags: ['shop', '$where', 'a.b'],
    request: {
      ...aTarget().request,
      method: 'POST',
      headers: { 'x.y': '1', $set: '2', constructor: '3', 'x-empty': '' },
      body: 'line\nbreak and \u{1f600}',
    },
    alerting: {
      channelIds: [newId(), newId()],
      kinds: ['down'],
      minimumSeverity: 'high',
      reminders: { everyMinutes: 30, growing: true, atMost: 3 },
      escalation: [{ afterMinutes: 15, channelIds: [newId()] }],
      mutedUntil: at(60),
    },
    parentId: newId(),
    dnsWatch: { records: ['A', 'MX'], notify: true },
    runbook: { note: 'Restart it.\nThen call.', url: 'https://wiki.example/shop' },
    state: {
      status: 'down',
      statusSince: at(-60),
      lastSlot: T0,
      lastConclusiveSlot: T0,
      lastConclusiveEnd: at(1),
      firstSlowAt: at(-2),
      slowAlertId: newId(),
      failures: 2,
      firstFailureAt: at(-90),
      lastFailureSlot: T0,
      successes: 0,
      slows: 0,
      failedIn: ['fra'],
      secondOpinionBy: at(40),
      partly: { regions: ['fra'], answersIn: 'hel', since: T0, seenAt: at(1) },
      outage: {
        since: at(-90),
        alertId: newId(),
        openedAt: at(-60),
        persistentStep: 0,
        persistentAlertId: newId(),
      },
    },
    lastCheck: {
      at: T0,
      outcome: 'failed',
      statusCode: 500,
      latencyMs: 12.25,
      failure: { class: 'status', code: null, fact: { is: 'status', expected: '200' } },
    },
    schedule: {
      dueAt: at(300),
      urgent: {
        slot: at(30),
        origin: 'confirmation',
        reserved: { region: 'hel', until: at(40) },
      },
      lease: { token: 'a token', until: at(40) },
      silentAt: at(900),
    },
    recent: [
      aCheck(at(-300)),
      aCheck(T0, {
        at: at(1),
        origin: 'confirmation',
        confirmation: true,
        outcome: 'failed',
        statusCode: null,
        latencyMs: null,
        attempts: 3,
        failure: { class: 'timeout', code: 'connect', fact: { is: 'deadline', timeoutMs: 10_000 } },
      }),
    ],
    hours: [
      {
        hour: at(-3_600),
        good: 11,
        failed: 0,
        inconclusive: 0,
        timed: 11,
        sumMs: 1_234.5,
        maxMs: 900,
      },
      { hour: T0, good: 0, failed: 1, inconclusive: 2, timed: 0, sumMs: 0, maxMs: 0 },
    ],
    gaps: [{ from: at(-7_200), to: at(-4_000) }],
    pauses: [{ from: at(-9_000), to: at(-8_000) }],
    intents: [
      anOpenIntent({ kind: 'persistent', downAlertId: newId() }),
      {
        id: newId(),
        type: 'warn',
        kind: 'certificate',
        alertIds: [newId()],
        newAlertId: newId(),
        key: 'reminder-1',
        severity: 'high',
        cause: { is: 'certificate-expiry', part: 'leaf', validTo: at(86_400), daysLeft: 1 },
        at: T0,
      },
      { id: newId(), type: 'end', alertIds: [newId(), newId()], resolution: 'recovered', at: T0 },
      { id: newId(), type: 'erase' },
    ],
  });

export const targetSettingsContract = (context: Context) =>
  describe('targets: what people set', () => {
    it('gives back what was stored, field by field', async () => {
      const { targets } = context().stores;
      const target = fullTarget();
      expect(await targets.insert(target, { unique: true })).toEqual({ conflictWith: null });
      expect(await targets.get(target.id)).toEqual(target);
      expect(await targets.getMany([target.id, newId()])).toEqual([target]);
    });

    it('finds the targets that name a channel, for the first word or a later one', async () => {
      const { targets } = context().stores;
      const [channelId, other] = [newId(), newId()];
      const naming = (alerting: Partial<Alerting>) =>
        aTarget({ alerting: { ...DEFAULT_ALERTING, ...alerting } });
      const steps = [other, channelId].map((id) => ({ afterMinutes: 5, channelIds: [id] }));
      const all = [
        naming({ channelIds: [other, channelId] }),
        naming({ escalation: steps }),
        naming({ channelIds: [other] }),
        naming({}),
      ] as const;
      for (const target of all) await targets.insert(target, { unique: false });
      const found = await targets.namingChannel(channelId);
      const byId = new Map(found.map((one) => [one.id, one]));
      expect([...byId.keys()].sort()).toEqual([all[0].id, all[1].id].sort());
      const { id, name, url, alerting } = all[1];
      expect(byId.get(id)).toEqual({ id, name, url, alerting });
      expect(await targets.namingChannel(newId())).toEqual([]);
    });

    it('knows nothing of other ids', async () => {
      expect(await context().stores.targets.get(newId())).toBeNull();
    });

    it('refuses a second target with the same url key and names the first', async () => {
      const { targets } = context().stores;
      const first = aTarget({ urlKey: 'k' });
      await targets.insert(first, { unique: true });
      const second = aTarget({ urlKey: 'k' });
      expect(await targets.insert(second, { unique: true })).toEqual({ conflictWith: first.id });
      expect(await targets.get(second.id)).toBeNull();
      expect(await targets.findByUrlKey('k')).toBe(first.id);
      expect(await targets.findByUrlKey('other')).toBeNull();
    });

    it('stores a duplicate that is wanted, and counts it when others ask', async () => {
      const { targets } = context().stores;
      const wanted = aTarget({ urlKey: 'k' });
      const again = aTarget({ urlKey: 'k' });
      await targets.insert(wanted, { unique: false });
      expect(await targets.insert(again, { unique: false })).toEqual({ conflictWith: null });
      const { conflictWith } = await targets.insert(aTarget({ urlKey: 'k' }), { unique: true });
      expect([wanted.id, again.id]).toContain(conflictWith);
    });

    it('lets exactly one of many parallel inserts through', async () => {
      const { targets } = context().stores;
      const ids = Array.from({ length: 20 }, newId);
      const answers = await Promise.all(
        ids.map((id) => targets.insert(aTarget({ id, urlKey: 'k' }), { unique: true })),
      );
      const stored = await targets.getMany(ids);
      expect(stored).toHaveLength(1);
      const losers = answers.filter(({ conflictWith }) => conflictWith !== null);
      expect(losers).toHaveLength(19);
      expect(new Set(losers.map(({ conflictWith }) => conflictWith))).toEqual(
        new Set([stored[0]?.id]),
      );
    });

    it('frees the url of a removed target', async () => {
      const { targets } = context().stores;
      const old = aTarget({ urlKey: 'k' });
      await targets.insert(old, { unique: true });
      await targets.change(old.id, 1, { removedAt: T0 });
      expect(await targets.findByUrlKey('k')).toBeNull();
      expect(await targets.insert(aTarget({ urlKey: 'k' }), { unique: true })).toEqual({
        conflictWith: null,
      });
    });

    it('moves the right to a url with an edit', async () => {
      const { targets } = context().stores;
      const target = aTarget({ urlKey: 'old' });
      await targets.insert(target, { unique: true });
      expect(await targets.change(target.id, 1, { url: 'https://new/', urlKey: 'new' })).toBe(true);
      const onNew = await targets.insert(aTarget({ urlKey: 'new' }), { unique: true });
      expect(onNew).toEqual({ conflictWith: target.id });
      const onOld = await targets.insert(aTarget({ urlKey: 'old' }), { unique: true });
      expect(onOld).toEqual({ conflictWith: null });
    });

    it('edits a target to a url that another one watches: that was decided before', async () => {
      const { targets } = context().stores;
      const [first, second] = [aTarget({ urlKey: 'k' }), aTarget({ urlKey: 'other' })];
      await targets.insert(first, { unique: true });
      await targets.insert(second, { unique: true });
      expect(await targets.change(second.id, 1, { url: first.url, urlKey: 'k' })).toBe(true);
      expect(await targets.get(second.id)).toMatchObject({ urlKey: 'k', version: 2 });
      const third = await targets.insert(aTarget({ urlKey: 'other' }), { unique: true });
      expect(third).toEqual({ conflictWith: null });
    });

    it('changes what is named and nothing else', async () => {
      const { setNow, stores } = context();
      const target = fullTarget();
      await stores.targets.insert(target, { unique: true });
      setNow(at(5));
      const change = {
        name: 'new name',
        tags: [],
        alerting: { ...DEFAULT_ALERTING, channelIds: [] },
        pausedAt: at(4),
      };
      expect(await stores.targets.change(target.id, 1, change)).toBe(true);
      expect(await stores.targets.get(target.id)).toEqual({
        ...target,
        ...change,
        version: 2,
        updatedAt: at(5),
      });
      await stores.targets.change(target.id, 2, { pausedAt: null });
      expect(await stores.targets.get(target.id)).toMatchObject({ pausedAt: null });
    });

    it('appends checks and intents in order', async () => {
      const { targets } = context().stores;
      const [one, two] = [anOpenIntent(), anOpenIntent()];
      const target = aTarget({ recent: [aCheck(at(-300))], intents: [one] });
      await targets.insert(target, { unique: true });
      await targets.change(target.id, 1, { check: aCheck(T0), intents: [two] });
      expect(await targets.get(target.id)).toMatchObject({
        recent: [aCheck(at(-300)), aCheck(T0)],
        intents: [one, two],
      });
    });

    it('refuses a change of a version that is not the newest', async () => {
      const { targets } = context().stores;
      const target = aTarget();
      await targets.insert(target, { unique: true });
      expect(await targets.change(target.id, 2, { name: 'x' })).toBe(false);
      expect(await targets.change(newId(), 1, { name: 'x' })).toBe(false);
      expect(await targets.get(target.id)).toEqual(target);
    });

    it('lets one of several parallel changes of a version through', async () => {
      const { targets } = context().stores;
      const target = aTarget();
      await targets.insert(target, { unique: true });
      const done = await inParallel(10, (i) => targets.change(target.id, 1, { name: `name ${i}` }));
      expect(done.filter(Boolean)).toHaveLength(1);
      expect(await targets.get(target.id)).toMatchObject({
        version: 2,
        name: `name ${done.indexOf(true)}`,
      });
    });
  });
