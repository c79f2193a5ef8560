import { type AlertCause, describeCause, describeTrouble } from '@app/domain';
import type { mongo } from 'mongoose';
import { describe, expect, it } from 'vitest';
import type { Context } from './context.ts';
import { anAlert, anOpenIntent, at, aTarget, STATUS_500, T0 } from './fixtures.ts';

/** One cause of each kind, with everything that it can hold. */
const CAUSES: readonly AlertCause[] = [
  { is: 'text', text: 'The server answered with 500.' },
  {
    is: 'troubles',
    troubles: [
      { is: 'stuck', count: 2, since: at(-60), example: 'alert 1: no room' },
      { is: 'no-worker' },
    ],
  },
  {
    is: 'failure',
    failure: {
      class: 'tls',
      code: 'CERT_EXPIRED',
      fact: { is: 'certificate', host: 'shop.example', until: at(-60), names: ['a.example'] },
      redirect: { to: 'https://shop.example', methods: ['POST', 'GET'] },
      speaks: 'http',
    },
  },
  { is: 'failed-check' },
  { is: 'slow', latencyMs: 2_300.5, slowMs: 1_500 },
  { is: 'check-error', of: 'certificate', failure: STATUS_500 },
  {
    is: 'check-error',
    of: 'registration',
    failure: { class: 'timeout', fact: { is: 'timeout', server: 'whois.example' } },
  },
  { is: 'check-error', of: 'registration', failure: null },
  {
    is: 'certificate-expiry',
    part: 'chain',
    subject: 'CN=Good CA',
    validTo: at(60),
    daysLeft: 1,
    place: { addresses: ['203.0.113.7'], keyKind: 'RSA' },
    isBack: true,
  },
  {
    is: 'registration-end',
    step: 'undelegated',
    expiresAt: at(60),
    source: 'whois',
    isRegistrarsDate: true,
    registrar: 'Sample Registrar',
    isOnHold: true,
    autoRenewedTo: at(90),
    goneSince: at(-60),
    daysLeft: 1,
    unconfirmed: {
      days: 9,
      why: { class: 'empty', fact: { is: 'empty', server: 'whois.example' } },
    },
    targets: ['Shop'],
    moreTargets: 2,
  },
  { is: 'registration-end', step: 14, targets: [] },
  {
    is: 'records-changed',
    changes: [
      { name: 'shop.example', record: 'A', added: ['192.0.2.9'], removed: [], varies: true },
      { name: 'shop.example', record: 'MX', added: [], removed: ['10 mail.example.org'] },
    ],
  },
];

export const alertCausesContract = (context: Context) =>
  describe('why there is an alert', () => {
    it.each(CAUSES)('is kept with every alert: $is', async (cause) => {
      const { alerts } = context().stores;
      const [alert, risen] = [anAlert({ cause }), anAlert()];
      for (const one of [alert, risen]) await alerts.insert(one);
      expect(await alerts.get(alert.id)).toEqual(alert);
      const change = {
        severity: 'high',
        announcement: { key: 'reminder-high', event: 'reminder', at: at(60) },
      } as const;
      expect(await alerts.escalate(risen.id, { ...change, cause })).toMatchObject({ cause });
    });

    it('is the sentence that an older version wrote, beside facts or without any', async () => {
      const { connection, stores } = context();
      const [raised, old] = [anAlert(), anAlert()];
      for (const one of [raised, old]) await stores.alerts.insert(one);
      const documents = connection.collection('alerts');
      const $set = { reason: 'Still down.' };
      await documents.updateOne({ subject: raised.subject }, { $set });
      await documents.updateOne({ subject: old.subject }, { $set, $unset: { cause: 1 } });
      const cause = { is: 'text', text: 'Still down.' };
      expect(await stores.alerts.get(raised.id)).toEqual({ ...raised, cause });
      expect(await stores.alerts.get(old.id)).toEqual({ ...old, cause });
    });

    it('is stored as a sentence beside the facts, for older versions', async () => {
      const alert = anAlert();
      const { connection, stores } = context();
      await stores.alerts.insert(alert);
      const { subject } = alert;
      const document = await connection.collection('alerts').findOne({ subject });
      expect(document).toMatchObject({ reason: describeCause(alert.cause), cause: alert.cause });
    });

    it('names what is wrong with the monitor, in the sentences of an older version, too', async () => {
      const { connection, stores } = context();
      const trouble = {
        key: 'offline',
        severity: 'critical',
        fact: {
          is: 'offline',
          network: { since: at(-60), cause: 'gateway', family: null, gateway: '192.0.2.1' },
          offlineWorkers: 1,
          workers: 1,
        },
        hasLasted: true,
        since: T0,
        until: at(60),
      } as const;
      const alert = anAlert({ kind: 'system', troubles: [trouble] });
      await stores.alerts.insert(alert);
      expect(await stores.alerts.get(alert.id)).toEqual(alert);
      const documents = connection.collection('alerts');
      const { subject } = alert;
      const reason = describeTrouble(trouble.fact);
      expect(await documents.findOne({ subject })).toMatchObject({ troubles: [{ reason }] });
      const { fact: _, ...fields } = trouble;
      const old = { ...fields, code: 'offline', reason: 'Old.' };
      await documents.updateOne({ subject }, { $set: { troubles: [old] } });
      expect((await stores.alerts.get(alert.id))?.troubles).toEqual([
        { ...fields, fact: { is: 'text', text: 'Old.' } },
      ]);
    });

    it('is kept with what is still to follow', async () => {
      const { connection, stores } = context();
      const intents = CAUSES.map((cause) => anOpenIntent({ cause }));
      const target = aTarget({ intents });
      await stores.targets.insert(target, { unique: true });
      expect((await stores.targets.get(target.id))?.intents).toEqual(intents);
      const documents = connection.collection('targets');
      const { urlKey } = target;
      const stored = (await documents.findOne({ urlKey }))?.['intents'] as mongo.Document[];
      const old = stored.map(({ cause: _, reasonHash: __, ...fields }) => fields);
      await documents.updateOne({ urlKey }, { $set: { intents: old } });
      expect((await stores.targets.get(target.id))?.intents).toEqual(
        CAUSES.map((cause, i) => ({
          ...intents[i],
          cause: { is: 'text', text: describeCause(cause) },
        })),
      );
    });
  });
