import { MASK } from '@app/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClient, type TestClient } from './support/open-client.ts';
import { openProduct, type TestProduct } from './support/open-product.ts';

const SECRET = 'canary-5f1c9a';
const REQUEST = {
  method: 'POST',
  headers: { Authorization: `Bearer ${SECRET}`, Cookie: `session=${SECRET}`, 'X-Key': SECRET },
  body: `{"token":"${SECRET}"}`,
};

let product: TestProduct;
let client: TestClient;
beforeAll(async () => {
  product = await openProduct();
});
afterAll(() => product.stores.close());

let count = 0;
async function create() {
  client = await openClient(product);
  const url = `https://site-${++count}.example/`;
  const created = await client.mutate('targets.create', { url, request: REQUEST });
  return { created, id: String(created['id']), url };
}

const stored = async (id: string) => (await product.ports.targets.get(id))?.request;

describe('secrets of a target', () => {
  it('never come back, and are shown as set', async () => {
    const { created, id } = await create();
    const answers = [
      created,
      await client.query('targets.get', { id }),
      await client.query('targets.list'),
      await client.mutate('targets.update', { id, name: 'Shop' }),
      await client.mutate('targets.pause', { id }),
      await client.mutate('targets.resume', { id }),
      await client.mutate('targets.checkNow', { id }),
    ];
    for (const answer of answers) expect(JSON.stringify(answer)).not.toContain(SECRET);
    expect(created['request']).toMatchObject({
      headers: { Authorization: MASK, Cookie: MASK, 'X-Key': MASK },
      body: MASK,
    });
    expect(JSON.stringify(await client.mutate('targets.remove', { id }))).not.toContain(SECRET);
  });

  it('stay where their mask comes back, and change where another value comes', async () => {
    const { created, id } = await create();
    await client.mutate('targets.update', { id, request: created['request'] });
    expect(await stored(id)).toMatchObject(REQUEST);
    const headers = { authorization: MASK, 'X-Key': 'new' };
    await client.mutate('targets.update', { id, request: { headers } });
    expect(await stored(id)).toMatchObject({
      headers: { authorization: `Bearer ${SECRET}`, 'X-Key': 'new' },
      body: REQUEST.body,
    });
  });

  it('are asked for where nothing is stored that a mask could stand for', async () => {
    const { id } = await create();
    const masked = { headers: { 'X-New': MASK } };
    for (const [path, input] of [
      ['targets.update', { id, request: masked }],
      ['targets.create', { url: 'https://other.example/', request: masked }],
      ['targets.probe', { url: 'http://127.0.0.1:8080/', request: masked }],
    ] as const) {
      const { data } = await client.refused('POST', path, input);
      expect(data).toMatchObject({ code: 'BAD_REQUEST', field: 'request.headers.X-New' });
    }
  });

  it('do not follow to a host that somebody else may own', async () => {
    const { created, id } = await create();
    const url = 'https://elsewhere.example/';
    for (const change of [{ url }, { url, request: created['request'] }]) {
      const { data } = await client.refused('POST', 'targets.update', { id, ...change });
      expect(data).toMatchObject({ reason: 'SECRETS_MOVED', field: 'request.headers' });
    }
    const request = { headers: { Authorization: 'Bearer other' }, body: null };
    await client.mutate('targets.update', { id, url, request });
    expect(await stored(id)).toMatchObject(request);
  });

  it('stay when only scheme or path changes', async () => {
    const { id, url } = await create();
    await client.mutate('targets.update', { id, url: `${url.replace('https', 'http')}login` });
    expect(await stored(id)).toMatchObject(REQUEST);
  });
});
