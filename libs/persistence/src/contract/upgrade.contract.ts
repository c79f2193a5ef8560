import { evidence, issuer, leaf } from '@app/domain/testing';
import type { AlertRecord, TargetRecord } from '@app/domain';
import type { mongo } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { toDocument as toAlertDocument } from '../alerts/mapping.ts';
import { newId } from '../common/ids.ts';
import { toDocument as toTargetDocument } from '../targets/mapping.ts';
import { inParallel, type Context } from './context.ts';
import { anAlert, at, aTarget, aWatch, T0 } from './fixtures.ts';

/** Documents as the version before registrations stored them. */
const oldAlert = (alert: AlertRecord): mongo.Document => {
  const { subject: _subject, domain: _domain, ...old } = toAlertDocument(alert);
  return old;
};
const oldTarget = (target: TargetRecord): mongo.Document => {
  const {
    domain: _domain,
    certificateEnd: _end,
    uptimeKey: _key,
    ...old
  } = toTargetDocument(target);
  return old;
};

const withCertificate = (fields: Partial<TargetRecord['certificate']> = {}): TargetRecord => {
  const shown = evidence({
    leaf: leaf({ validTo: at(90) }),
    issuers: [issuer({ validTo: at(60) })],
  });
  const reading = { at: T0, address: null, evidence: shown, findings: [] };
  return aTarget({ certificate: aWatch({ reading, ...fields }) });
};

export const upgradeContract = (context: Context) =>
  describe('data of the version before', () => {
    const collection = (name: string) => context().connection.collection(name);
    /** Puts documents where the indexes of the version before are and no others. */
    const fillOld = async (alerts: AlertRecord[], targets: TargetRecord[] = []) => {
      for (const name of ['alerts', 'targets']) await collection(name).drop();
      await collection('alerts').createIndex(
        { targetId: 1, kind: 1 },
        { unique: true, partialFilterExpression: { state: 'open' } },
        {},
      );
      await collection('alerts').createIndex(
        { targetId: 1, state: 1, openedAt: -1, _id: -1 },
        {},
        {},
      );
      if (alerts.length > 0) await collection('alerts').insertMany(alerts.map(oldAlert));
      if (targets.length > 0) await collection('targets').insertMany(targets.map(oldTarget));
    };
    const indexNames = async (name: string) =>
      (await collection(name).indexes()).map((index) => index.name);

    it('has targets listed by their uptime', async () => {
      const hour = { hour: at(-3_600), inconclusive: 0, timed: 1, sumMs: 1, maxMs: 1 };
      const shaky = aTarget({ hours: [{ ...hour, good: 1, failed: 1 }] });
      const [fine, none] = [aTarget({ hours: [{ ...hour, good: 1, failed: 0 }] }), aTarget()];
      await fillOld([], [none, fine, shaky]);
      const { prepare, stores } = context();
      await prepare();
      const filter = { search: null, kind: null, tags: [], tagMatch: 'all', statuses: [] } as const;
      const order = {
        ...filter,
        tags: [],
        statuses: [],
        sort: 'uptime',
        isReversed: false,
      } as const;
      expect(await stores.targets.order({ ...order, tags: [], statuses: [] })).toEqual(
        [shaky, fine, none].map(({ id }) => id),
      );
    });

    it('gives alerts their subject, many of a kind included', async () => {
      const first = anAlert();
      const alerts = [
        first,
        ...Array.from({ length: 1_099 }, () => anAlert()),
        anAlert({ targetId: null, kind: 'system' }),
        anAlert({ state: 'resolved', resolvedAt: at(5), resolution: 'recovered', endedAt: at(5) }),
      ];
      await fillOld(alerts);
      const { prepare, stores } = context();
      await prepare();
      for (const one of alerts.slice(-2)) expect(await stores.alerts.get(one.id)).toEqual(one);
      expect(await stores.alerts.get(first.id)).toEqual({ ...first, dueAt: new Date(0) });
      const counts = await stores.alerts.countOpen(alerts.map(({ subject }) => subject));
      expect(counts.size).toBe(1_101);
      expect(await stores.alerts.insert({ ...first, id: newId() })).toBe('other-open');
    });

    it('has outages looked at that nobody has followed up yet', async () => {
      const down = anAlert();
      const told = anAlert({ followUp: { reminders: 0, level: 0 } });
      await fillOld([down, told, anAlert({ kind: 'certificate' })]);
      const { prepare, stores } = context();
      await prepare();
      expect((await stores.alerts.due(at(0), 10)).map(({ id }) => id)).toEqual([down.id]);
    });

    it('drops the indexes by target, so that a target may have the alerts of its domains', async () => {
      const alert = anAlert({ kind: 'check-trouble' });
      await fillOld([alert]);
      const { prepare, stores } = context();
      await prepare();
      expect(await indexNames('alerts')).toEqual(
        expect.not.arrayContaining(['targetId_1_kind_1', 'targetId_1_state_1_openedAt_-1__id_-1']),
      );
      expect(await indexNames('alerts')).toContain('subject_1_kind_1');
      const subject = 'domain:shop.example';
      expect(await stores.alerts.insert({ ...alert, id: newId(), subject })).toBe('inserted');
    });

    it('lists certificates by their end, and finds the targets whose domain is to be decided', async () => {
      const read = withCertificate();
      const paused = withCertificate({ dueAt: null });
      const unread = withCertificate({ reading: null });
      const plain = aTarget();
      await fillOld([], [read, paused, unread, plain]);
      const { prepare, stores } = context();
      await prepare();
      expect(await stores.targets.expiring({ after: null, limit: 10 })).toEqual([read]);
      const after = { expiresAt: at(59), id: read.id };
      expect(await stores.targets.expiring({ after, limit: 10 })).toHaveLength(1);
      expect(
        await stores.targets.expiring({ after: { ...after, expiresAt: at(60) }, limit: 10 }),
      ).toEqual([]);
      expect(new Set(await stores.targets.withoutDomain(10))).toEqual(
        new Set([read, paused, unread, plain].map(({ id }) => id)),
      );
    });

    it('goes on where a start was broken off, and changes nothing when it is repeated', async () => {
      const alerts = [anAlert(), anAlert(), anAlert({ kind: 'slow' })];
      const targets = [withCertificate(), withCertificate()];
      await fillOld(alerts, targets);
      await collection('alerts').updateOne({}, { $set: { subject: alerts[0]?.targetId } });
      const contents = async () =>
        await Promise.all(['alerts', 'targets'].map((name) => collection(name).find().toArray()));
      await inParallel(3, () => context().prepare());
      const upgraded = await contents();
      expect(upgraded[0]).toHaveLength(3);
      for (const one of upgraded[0] ?? []) expect(one['subject']).toBe(String(one['targetId']));
      for (const one of upgraded[1] ?? []) expect(one['certificateEnd']).toEqual(at(60));
      await context().prepare();
      expect(await contents()).toEqual(upgraded);
    });
  });
