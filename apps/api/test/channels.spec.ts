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
});
