import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { itemsOf, openClient, type TestClient } from './support/open-client.ts';
import { openProduct, type TestProduct } from './support/open-product.ts';

let product: TestProduct;
let client: TestClient;
beforeAll(async () => {
  product = await openProduct();
});
beforeEach(async () => {
  client = await openClient(product);
});
afterAll(async () => {
  await product.stores.close();
});

describe('channels', () => {
  const url = 'http://127.0.0.1:9000/hook/0123456789abcdef';

  it.each(['8 chars!', 'a secret that is long enough to be hinted at'])(
    'keep the secret %j when its mask is sent back',
    async (secret) => {
      const created = await client.mutate('channels.create', {
        kind: 'webhook',
        name: 'hook',
        config: { url, secret },
      });
      const { id, config } = itemsOf(await client.query('channels.list')).at(-1) ?? {};
      expect(id).toBe(created['id']);
      expect(JSON.stringify(config)).not.toContain(secret);
      await client.mutate('channels.update', {
        id,
        config: { ...(config as object), format: 'alertmanager' },
      });
      expect(await product.ports.channels.get(id as string)).toMatchObject({
        name: 'hook',
        config: { url, secret, format: 'alertmanager' },
      });
    },
  );

  it('are refused where the config is not of their kind, and say at which field', async () => {
    const { id } = await client.mutate('channels.create', {
      kind: 'email',
      name: 'mail',
      config: { to: ['a@example.com'] },
    });
    const wrong = { id, config: { to: ['nonsense'] } };
    expect(await client.refused('POST', 'channels.update', wrong)).toMatchObject({
      data: { issues: [{ path: 'config.to.0' }] },
    });
    const other = { id, config: { url } };
    const { message } = await client.refused('POST', 'channels.update', other);
    expect(message).toMatch(/[A-Za-z ]{10,}/);
  });

  it('can be tried before they are stored, and with other settings than the stored ones', async () => {
    const { id } = await client.mutate('channels.create', {
      kind: 'webhook',
      name: 'hook',
      config: { url: 'http://127.0.0.1:39996/hook/0123456789abcdef' },
    });
    const tried = await client.mutate('channels.test', {
      kind: 'webhook',
      config: { url: 'http://127.0.0.1:39996/other' },
    });
    expect(tried).toMatchObject({ delivered: false });
    const { config } = itemsOf(await client.query('channels.list')).at(-1) ?? {};
    // The address comes back masked, and the stored one is tried.
    expect(JSON.stringify(config)).not.toContain('0123456789abcdef');
    expect(await client.mutate('channels.test', { id, config })).toMatchObject({
      delivered: false,
    });
    expect(itemsOf(await client.query('channels.list')).at(-1)).toMatchObject({
      lastDelivery: null,
    });
    const email = { kind: 'email', config: { to: ['a@example.com'] } };
    expect((await client.mutate('channels.test', email))['detail']).toMatch(/not set up/);
    expect(await client.query('channels.list')).toMatchObject({ notSetUp: ['email'] });
  });

  it.each([
    [{}, 'id'],
    [{ kind: 'webhook' }, 'id'],
    [{ kind: 'webhook', config: { url: 'nonsense' } }, 'config.url'],
    [{ kind: 'webhook', config: { url: 'http://169.254.169.254/' } }, 'config.url'],
    [{ kind: 'email', config: { to: ['nonsense'] } }, 'config.to.0'],
  ])('are not tried where they are wrong: %j', async (input, field) => {
    expect(await client.refused('POST', 'channels.test', input)).toMatchObject({
      data: { code: 'BAD_REQUEST', issues: [{ path: field }] },
    });
  });
});
