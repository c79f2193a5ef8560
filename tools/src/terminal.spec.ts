import { describe, expect, it, vi } from 'vitest';
import { step, type Screen } from './terminal.ts';

describe('step', () => {
  const recorder = (isTTY: boolean) => {
    const texts: string[] = [];
    const screen: Screen = { isTTY, write: (text) => texts.push(text) };
    return { screen, texts };
  };

  it('tells in one line what was done and how long it took', async () => {
    const { screen, texts } = recorder(false);
    expect(await step('Building the api', async () => 42, screen)).toBe(42);
    expect(texts).toEqual(['Building the api ... 0.0 s\n']);
  });

  it('shows on a terminal that it moves', async () => {
    vi.useFakeTimers();
    const { screen, texts } = recorder(true);
    const work = Promise.withResolvers<undefined>();
    const done = step('Building', () => work.promise, screen);
    await vi.advanceTimersByTimeAsync(1_050);
    work.resolve(undefined);
    await done;
    vi.useRealTimers();
    expect(texts.length).toBeGreaterThan(9);
    expect(texts[9]).toBe('\rBuilding ... 1.0 s');
  });

  it('reminds a log now and then, not often', async () => {
    vi.useFakeTimers();
    const { screen, texts } = recorder(false);
    const work = Promise.withResolvers<undefined>();
    const done = step('Building', () => work.promise, screen);
    await vi.advanceTimersByTimeAsync(20_000);
    work.resolve(undefined);
    await done;
    vi.useRealTimers();
    expect(texts).toEqual([
      'Building ... (2.0 s so far)\n',
      'Building ... (17.0 s so far)\n',
      'Building ... 20.0 s\n',
    ]);
  });

  it('says when it failed, and passes the error on', async () => {
    const { screen, texts } = recorder(false);
    const work = async () => Promise.reject(new Error('no'));
    await expect(step('Building', work, screen)).rejects.toThrow('no');
    expect(texts).toEqual(['Building ... failed\n']);
  });
});
