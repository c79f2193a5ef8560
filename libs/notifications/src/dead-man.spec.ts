import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeadManPing } from './dead-man.ts';
import { answering, startFakeProvider, type FakeProvider } from './testing/fake-provider.ts';
import { inWords } from './testing/in-words.ts';

let provider: FakeProvider;
beforeEach(async () => {
  provider = await startFakeProvider();
});
afterEach(async () => {
  await provider.close();
});

const { signal } = new AbortController();
const ping = async () =>
  inWords(await createDeadManPing({ url: `${provider.origin}/ping/T0PSECRET?status=up` })(signal));

describe('a sign of life', () => {
  it('is a GET of the address with its query', async () => {
    expect(await ping()).toEqual({
      isHeard: true,
      detail: 'The service of HEARTBEAT_URL answered 200.',
    });
    expect(provider.received).toMatchObject([{ path: '/ping/T0PSECRET?status=up', body: '' }]);
  });

  it.each([302, 404, 500])('is not heard where %d answers', async (status) => {
    provider.answer = answering(status);
    const { isHeard, detail } = await ping();
    expect(isHeard).toBe(false);
    expect(detail).not.toContain('T0PSECRET');
  });

  it('is not heard where nobody listens', async () => {
    const { origin } = provider;
    await provider.close();
    const url = `${origin}/T0PSECRET`;
    expect(inWords(await createDeadManPing({ url })(signal))).toEqual({
      isHeard: false,
      detail: 'The service of HEARTBEAT_URL refused the connection.',
    });
    provider = await startFakeProvider();
  });
});
