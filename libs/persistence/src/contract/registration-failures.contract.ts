import { describe, expect, it } from 'vitest';
import { storeRegistration, type Context } from './context.ts';
import { aRegistration } from './fixtures.ts';

export const registrationFailuresContract = (context: Context) =>
  describe('why a lookup failed', () => {
    const get = () => context().stores.registrations.get('shop.example');

    it('is kept with a sentence for older versions, and theirs is read', async () => {
      const fact = { is: 'timeout', server: 'whois.example' } as const;
      const registration = aRegistration('shop.example', { failure: { class: 'timeout', fact } });
      await storeRegistration(context(), 'shop.example', { registration });
      expect((await get())?.registration.failure).toEqual({ class: 'timeout', fact });
      const documents = context().connection.collection<{ _id: string }>('registrations');
      const message = 'whois.example did not answer completely in time.';
      expect(await documents.findOne({ _id: 'shop.example' })).toMatchObject({
        registration: { failure: { message } },
      });
      const $set = { 'registration.failure': { class: 'timeout', message: 'Old.' } };
      await documents.updateOne({ _id: 'shop.example' }, { $set });
      expect((await get())?.registration.failure).toEqual({
        class: 'timeout',
        fact: { is: 'text', text: 'Old.' },
      });
    });
  });
