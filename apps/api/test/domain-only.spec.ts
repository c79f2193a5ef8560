import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { itemsOf, openClient, type TestClient } from './support/open-client.ts';
import { openProduct, type TestProduct } from './support/open-product.ts';

let product: TestProduct;
let client: TestClient;
beforeAll(async () => {
  product = await openProduct();
});
afterAll(() => product.stores.close());
beforeEach(async () => {
  client = await openClient(product);
});

describe('a domain without a web site', () => {
  it('is a target that nobody checks by http, named as people write it', async () => {
    const target = await client.mutate('targets.create', { url: 'domain:münchen.de' });
    expect(target).toMatchObject({
      kind: 'domain',
      url: 'domain:xn--mnchen-3ya.de',
      name: 'münchen.de',
      status: 'pending',
      lastCheck: null,
      nextCheckAt: null,
      uptime24h: null,
      certificate: null,
      domain: { name: 'xn--mnchen-3ya.de' },
    });
    expect(product.enqueued).toEqual([]);
    const site = await client.mutate('targets.create', { url: 'https://münchen.de/' });
    const listed = async (kind: string) =>
      itemsOf(await client.query('targets.list', { kind })).map(({ id }) => id);
    expect(await listed('domain')).toEqual([target['id']]);
    expect(await listed('http')).toEqual([site['id']]);
  });

  it.each([
    ['domain:www.example.org', 'BELOW_DOMAIN', /watch example\.org/],
    ['domain:co.uk', 'NOT_REGISTRABLE', /no name that can be registered/],
  ])('is refused with words: %s', async (url, reason, message) => {
    const error = await client.refused('POST', 'targets.create', { url });
    expect(error.message).toMatch(message);
    expect(error.data).toMatchObject({ code: 'BAD_REQUEST', reason });
  });

  it('comes with a list, each line with its verdict', async () => {
    await client.mutate('targets.create', { url: 'domain:known.org' });
    const text = 'Domain;Ends\nnew.org;2027\nknown.org\nNEW.org\n# mine\nwww.new.org';
    const outcomes = async (dryRun: boolean) =>
      itemsOf(await client.mutate('targets.import', { text, dryRun })).map(
        ({ line, outcome }) => `${String(line)} ${String(outcome)}`,
      );
    const rest = ['4 duplicate-in-list', '6 invalid'];
    expect(await outcomes(true)).toEqual(['2 created', '3 exists', ...rest]);
    expect(await outcomes(false)).toEqual(['2 created', '3 exists', ...rest]);
    expect(await outcomes(false)).toEqual(['2 exists', '3 exists', ...rest]);
  });
});
