import { LookupError, type MailResolver, type Resolver } from '@app/platform';
import { describe, expect, it } from 'vitest';
import { createRecordProbe } from './probe.ts';

const SHOP = 'www.shop.test';

/** A machine whose resolvers say one thing. */
const probe = (
  said: readonly string[] | Error,
  mail: Awaited<ReturnType<MailResolver>> = null,
): ReturnType<typeof createRecordProbe> => {
  const resolver: Resolver = (_name, family) =>
    said instanceof Error
      ? Promise.reject(said)
      : Promise.resolve(
          said
            .map((address) => ({
              address,
              family: address.includes(':') ? (6 as const) : (4 as const),
            }))
            .filter((one) => one.family === family),
        );
  return createRecordProbe({ resolver, mailResolver: () => Promise.resolve(mail) });
};

describe('the probe of records', () => {
  it.each([
    ['A', ['192.0.2.1', '192.0.2.2']],
    ['AAAA', ['2001:db8::1']],
  ] as const)('answers %s records', async (record, values) => {
    const ask = probe(['192.0.2.1', '2001:db8::1', '192.0.2.2']);
    expect(await ask({ name: SHOP, record }, {})).toEqual({ name: SHOP, record, values });
  });

  it('answers MX records with their preference', async () => {
    const mail = [
      { preference: 10, host: 'MX.shop.test' },
      { preference: 0, host: '' },
    ];
    const answer = await probe([], mail)({ name: 'shop.test', record: 'MX' }, {});
    expect(answer?.values).toEqual(['10 mx.shop.test', '0 .']);
  });

  it.each(['ENODATA', 'ENOTFOUND'])('takes %s of the name for an answer', async (code) => {
    const ask = probe(new LookupError(SHOP, code, { fault: 'name' }));
    expect(await ask({ name: SHOP, record: 'A' }, {})).toMatchObject({ values: [] });
  });

  it.each([
    ['SERVFAIL', new LookupError(SHOP, 'ESERVFAIL', { fault: 'name' })],
    ['silence', new LookupError(SHOP, 'ETIMEOUT', { fault: 'name' })],
    ['our own resolver', new LookupError(SHOP, 'ENOTFOUND', { fault: 'resolver' })],
    ['another fault', new Error('no sockets left')],
  ])('takes %s for no answer', async (_, error) => {
    expect(await probe(error)({ name: SHOP, record: 'AAAA' }, {})).toBeNull();
    expect(await probe(error)({ name: SHOP, record: 'MX' }, {})).toBeNull();
  });

  it('rejects with the reason of the signal', async () => {
    const ask = probe(['192.0.2.1']);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(ask({ name: SHOP, record: 'A' }, { signal })).rejects.toThrow('enough');
  });
});
