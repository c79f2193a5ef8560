import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openProduct, type TestProduct } from './support/open-product.ts';
import { call, openServer } from './support/open-server.ts';

interface Case {
  id: string;
  field: 'target.name' | 'target.tags';
  input:
    string | { $repeat: { s: string; n: number } } | { $repeatArray: { item: string; n: number } };
  expect: string;
}

const cases = JSON.parse(
  readFileSync(new URL('../fixtures/text.corpus.json', import.meta.url), 'utf8'),
) as Case[];

const valueOf = ({ input }: Case): unknown => {
  if (typeof input === 'string') return input;
  if ('$repeat' in input) return input.$repeat.s.repeat(input.$repeat.n);
  const { item, n } = input.$repeatArray;
  return Array.from({ length: n }, (_, index) => `${item}${index}`);
};

let product: TestProduct;
beforeAll(async () => {
  product = await openProduct();
});
afterAll(() => product.stores.close());

it.each(cases)('$id: $expect', async (example) => {
  const { server } = await openServer(product.options);
  const value = valueOf(example);
  const field = example.field.slice('target.'.length);
  const { status, data, error } = await call(server, 'POST', 'targets.create', {
    url: `http://127.0.0.1:8080/${example.id}`,
    [field]: value,
  });
  if (example.expect.startsWith('rejected')) {
    expect(error?.data.httpStatus).toSatisfy((code) => code === 400 || code === 413);
    if (status === 400) expect(error?.data.field).toContain(field);
    return;
  }
  expect(error).toBeNull();
  const { id } = data as { id: string };
  const stored = await product.ports.targets.get(id);
  expect(stored?.name).toBe(String(value).normalize('NFC').trim());
});
