import { newRegistration, type RegistrationChanges, type RegistrationRecord } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { inParallel, storeRegistration, type Context } from './context.ts';
import { aRegistration, anOpenIntent, at, T0 } from './fixtures.ts';

/** A change that uses every field. */
const FULL: RegistrationChanges = {
  registration: aRegistration('shop.example', {
    failure: { class: 'timeout', fact: { is: 'timeout', server: 'whois.example' } },
    failingSince: at(-60),
    failures: 2,
    retryAt: at(600),
    absence: { since: at(-60), confirmedAt: null },
    doubt: { expiresAt: at(3_600), since: at(-60) },
    replies: [
      { service: 'whois', server: 'whois.example.net', at: at(-60), text: 'Expires:\n  $soon' },
    ],
  }),
  dueAt: at(5),
  lease: { token: 'a token', until: at(40) },
  refreshedAt: at(-5),
  changes: [
    { kind: 'renewed', from: at(-90), to: at(86_400), at: at(-60) },
    { kind: 'statuses', added: ['$ok', 'a.b'], removed: [], at: at(-120) },
    {
      kind: 'records',
      name: 'www.shop.example',
      record: 'A',
      added: ['192.0.2.9'],
      removed: [],
      varies: true,
      at: at(-180),
    },
  ],
  records: [
    {
      name: 'www.shop.example',
      record: 'MX',
      at: at(-60),
      values: ['0 .', '$10 mx.example'],
      answers: [
        { values: ['0 .'], times: 3 },
        { values: [], times: 1 },
      ],
      quiet: 4,
      changes: 1,
    },
  ],
  warning: { alertIds: [newId(), newId()], expiresAt: at(86_400), step: 'expired' },
  troubleAlertId: newId(),
  intents: [
    anOpenIntent({ kind: 'domain' }),
    anOpenIntent({ kind: 'dns', targetId: newId(), severity: 'info' }),
    { id: newId(), type: 'end', alertIds: [newId()], resolution: 'renewed', at: T0 },
  ],
};

export const registrationsContract = (context: Context) =>
  describe('registrations', () => {
    const store = () => context().stores.registrations;
    const add = (domain: string, change: RegistrationChanges) =>
      storeRegistration(context(), domain, change);
    const get = async (domain: string) => {
      const found = await store().get(domain);
      if (!found) throw new Error(`${domain} is not stored.`);
      return found;
    };

    it('stores a domain with its first lookup when it is to be watched', async () => {
      context().setNow(at(3));
      await store().watch('shop.example', T0);
      expect(await store().get('shop.example')).toEqual({
        registration: newRegistration('shop.example'),
        createdAt: at(3),
        updatedAt: at(3),
        version: 1,
        dueAt: T0,
        lease: null,
        refreshedAt: null,
        changes: [],
        warning: null,
        troubleAlertId: null,
        intents: [],
      });
      expect(await store().get('other.example')).toBeNull();
    });

    it('keeps the time of a domain that is watched already, and raises its version', async () => {
      await store().watch('shop.example', T0);
      const before = await get('shop.example');
      context().setNow(at(9));
      await store().watch('shop.example', at(5));
      expect(await get('shop.example')).toEqual({ ...before, version: 2, updatedAt: at(9) });
    });

    it('gives a time to a domain that was let go, and keeps what is known of it', async () => {
      await store().watch('shop.example', T0);
      const registration = { ...newRegistration('shop.example'), expiresAt: at(86_400) };
      await store().change('shop.example', 1, { registration, dueAt: null });
      await store().watch('shop.example', at(5));
      expect(await get('shop.example')).toMatchObject({ registration, dueAt: at(5), version: 3 });
    });

    it('leaves a domain watched when it is let go of in the same moment', async () => {
      await inParallel(20, async (i) => {
        const domain = `d${i}.example`;
        await store().watch(domain, T0);
        const [isLetGo] = await Promise.all([
          store().change(domain, 1, { dueAt: null }),
          store().watch(domain, at(5)),
        ]);
        const stored = await get(domain);
        expect(stored.dueAt).toEqual(isLetGo ? at(5) : T0);
        expect(stored.version).toBe(isLetGo ? 3 : 2);
      });
    });

    it('is stored once, whoever comes first', async () => {
      await inParallel(20, () => store().watch('shop.example', T0));
      expect(await get('shop.example')).toMatchObject({ dueAt: T0, version: 20 });
      expect(await store().changedSince(T0, 10)).toEqual(['shop.example']);
    });

    it('gives back what was stored, field by field', async () => {
      const full = await add('shop.example', FULL);
      expect(await get('shop.example')).toEqual(full);
      expect(await store().getMany(['shop.example', 'other.example'])).toEqual([full]);
      expect(await store().getMany([])).toEqual([]);
    });

    it('changes what is named and nothing else, and appends intents', async () => {
      const [one, two] = [
        anOpenIntent({ kind: 'domain' }),
        anOpenIntent({ kind: 'check-trouble' }),
      ];
      const before = await add('shop.example', { ...FULL, intents: [one] });
      context().setNow(at(8));
      const change = { refreshedAt: at(7), troubleAlertId: newId() };
      const { version } = before;
      expect(await store().change('shop.example', version, { ...change, intents: [two] })).toBe(
        true,
      );
      expect(await get('shop.example')).toEqual({
        ...before,
        ...change,
        intents: [one, two],
        version: version + 1,
        updatedAt: at(8),
      });
      const undone = { refreshedAt: null, warning: null, troubleAlertId: null };
      await store().change('shop.example', version + 1, undone);
      expect(await get('shop.example')).toMatchObject(undone);
    });

    it('refuses a change of a version that is not the newest', async () => {
      await store().watch('shop.example', T0);
      await store().watch('shop.example', T0);
      const before = await get('shop.example');
      expect(await store().change('shop.example', 1, { dueAt: null })).toBe(false);
      expect(await store().change('other.example', 1, { dueAt: null })).toBe(false);
      expect(await get('shop.example')).toEqual(before);
    });

    it('finds domains whose intents have waited, and drops an intent once it is done', async () => {
      const [first, second] = [anOpenIntent(), anOpenIntent()];
      await add('shop.example', { intents: [first, second] });
      await add('other.example', {});
      context().setNow(at(20));
      await add('fresh.example', { intents: [anOpenIntent()] });
      const waiting = async (before: Date, limit = 10) =>
        (await store().withIntents(before, limit)).map(nameOf);
      expect(await waiting(at(10))).toEqual(['shop.example']);
      expect(await waiting(at(30))).toHaveLength(2);
      expect(await waiting(at(30), 1)).toHaveLength(1);
      expect(await waiting(T0)).toEqual([]);
      await store().dropIntent('shop.example', first.id);
      await store().dropIntent('shop.example', first.id);
      expect((await get('shop.example')).intents).toEqual([second]);
      await store().dropIntent('shop.example', second.id);
      expect(await waiting(at(10))).toEqual([]);
    });

    it('names the domains that changed since an instant, newest last', async () => {
      await add('a.example', {});
      context().setNow(at(2));
      await add('b.example', {});
      context().setNow(at(4));
      await store().change('a.example', 2, { registration: aRegistration('a.example') });
      expect(await store().changedSince(at(1), 10)).toEqual(['b.example', 'a.example']);
      expect(await store().changedSince(at(4), 10)).toEqual(['a.example']);
      expect(await store().changedSince(at(1), 1)).toEqual(['b.example']);
      expect(await store().changedSince(at(5), 10)).toEqual([]);
    });

    it('lists watched ones by their end, page by page, equal ends by name', async () => {
      const ends = { b: at(50), c: at(50), a: at(50), d: at(-10), e: at(90), none: null };
      for (const [name, expiresAt] of Object.entries(ends)) {
        await add(`${name}.example`, {
          registration: aRegistration(`${name}.example`, { expiresAt }),
        });
      }
      const registration = aRegistration('gone.example', { expiresAt: at(20) });
      await add('gone.example', { registration, dueAt: null });
      const order = ['d', 'a', 'b', 'c', 'e'].map((name) => `${name}.example`);
      for (const limit of [1, 2, 10]) {
        const read: RegistrationRecord[] = [];
        for (;;) {
          const last = read.at(-1)?.registration;
          const after = last?.expiresAt ? { expiresAt: last.expiresAt, id: last.domain } : null;
          const page = await store().expiring({ after, limit });
          expect(page.length).toBeLessThanOrEqual(limit);
          if (page.length === 0) break;
          read.push(...page);
        }
        expect(read.map(nameOf)).toEqual(order);
      }
    });
  });

/** What no port shows: documents as older versions left them. */
export const storedRegistrationsContract = (context: Context) =>
  describe('registrations: stored data', () => {
    it('has no replies of a domain that was stored before they were kept', async () => {
      const stored = await storeRegistration(context(), 'shop.example', {
        registration: aRegistration('shop.example'),
      });
      await context()
        .connection.collection('registrations')
        .updateOne({}, { $unset: { 'registration.replies': '' } });
      expect(await context().stores.registrations.get('shop.example')).toEqual(stored);
    });
  });

const nameOf = ({ registration }: RegistrationRecord): string => registration.domain;
