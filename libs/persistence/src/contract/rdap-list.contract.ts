import type { RdapListRecord } from '@app/domain';
import { describe, expect, it } from 'vitest';
import type { Context } from './context.ts';
import { at, T0 } from './fixtures.ts';

const bundled: RdapListRecord = {
  origin: 'bundled',
  source: 'https://data.iana.org/rdap/dns.json',
  publishedAt: at(-86_400),
  fetchedAt: null,
  triedAt: null,
  problem: null,
};
const fetched: RdapListRecord = { ...bundled, origin: 'fetched', fetchedAt: T0, triedAt: T0 };

export const rdapListContract = (context: Context) =>
  describe('the list of RDAP services', () => {
    it('is none until one is in use', async () => {
      const { rdapList } = context().stores;
      expect(await rdapList.get()).toBeNull();
      expect(await rdapList.state()).toBeNull();
    });

    it('is kept with its text, which stays until another one comes', async () => {
      const { rdapList } = context().stores;
      await rdapList.put(bundled, null);
      expect(await rdapList.get()).toEqual({ state: bundled, text: null });
      await rdapList.put(fetched, '{"$services":[]}');
      expect(await rdapList.get()).toEqual({ state: fetched, text: '{"$services":[]}' });
      const problem = { is: 'no-list', server: 'data.iana.org', status: 404 } as const;
      const failed = { ...fetched, triedAt: at(9), problem };
      await rdapList.put(failed, null);
      expect(await rdapList.get()).toEqual({ state: failed, text: '{"$services":[]}' });
      expect(await rdapList.state()).toEqual(failed);
    });

    it('keeps the sentence of an older version', async () => {
      const { connection, stores } = context();
      await stores.rdapList.put(fetched, 'x');
      await connection
        .collection('rdap_list')
        .updateOne({}, { $set: { 'state.problem': 'Nobody answered.' } });
      const problem = { is: 'text', text: 'Nobody answered.' };
      expect(await stores.rdapList.state()).toEqual({ ...fetched, problem });
      expect((await stores.rdapList.get())?.state).toEqual({ ...fetched, problem });
    });

    it('is one document, whoever puts it', async () => {
      const { connection, stores } = context();
      await Promise.all([stores.rdapList.put(bundled, null), stores.rdapList.put(fetched, 'x')]);
      expect(await connection.collection('rdap_list').countDocuments()).toBe(1);
    });
  });
