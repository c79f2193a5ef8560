import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { forgetClearSecrets } from './forget-clear-secrets.ts';

function aStore({ isClean = false, answer = () => Promise.resolve(true) } = {}) {
  const done = { forgotten: 0, isClean };
  const ports = {
    storedSecrets: {
      forgetReplaced: async () => {
        done.forgotten += 1;
        return await answer();
      },
    },
    secretKeys: {
      isClean: async () => done.isClean,
      noteClean: async () => void (done.isClean = true),
    },
  };
  return { done, context: systemContext(ports) };
}

const NOTHING = { renewed: 0, missed: 0 };

describe('forgetClearSecrets', () => {
  it('is done once, and again where secrets were sealed since', async () => {
    const { done, context } = aStore();
    expect(await forgetClearSecrets(context, NOTHING)).toBe(true);
    expect(await forgetClearSecrets(context, NOTHING)).toBe(false);
    expect(await forgetClearSecrets(context, { renewed: 1, missed: 0 })).toBe(true);
    expect(done).toEqual({ forgotten: 2, isClean: true });
  });

  it('waits until nothing is left in clear', async () => {
    const { done, context } = aStore();
    expect(await forgetClearSecrets(context, { renewed: 3, missed: 1 })).toBe(false);
    expect(done).toEqual({ forgotten: 0, isClean: false });
  });

  it('is asked for again where the store did not do it', async () => {
    const full = aStore({ answer: () => Promise.reject(new Error('no room')) });
    await expect(forgetClearSecrets(full.context, NOTHING)).rejects.toThrow('no room');
    expect(full.done.isClean).toBe(false);
  });

  it('is left to servers that cannot be told to', async () => {
    const { done, context } = aStore({ answer: () => Promise.resolve(false) });
    expect(await forgetClearSecrets(context, NOTHING)).toBe(false);
    expect(await forgetClearSecrets(context, NOTHING)).toBe(false);
    expect(done).toEqual({ forgotten: 1, isClean: true });
  });
});
