import { NO_PHASES, type ProbeView } from '@app/domain';
import { describe, expect, it, vi } from 'vitest';
import { probeMeant } from './probe-meant';

const HTTPS = 'https://example.org/';
const HTTP = 'http://example.org/';
const signal = new AbortController().signal;

const answer = (outcome: ProbeView['outcome'], statusCode: number | null = 200): ProbeView => ({
  outcome,
  statusCode,
  latencyMs: 84,
  phases: NO_PHASES,
  address: null,
  attempts: 1,
  failure: null,
});

type Answers = Record<string, Promise<ProbeView>>;

const tried = async (answers: Answers): Promise<string> => {
  const probe = { mutate: ({ url }: { url: string }) => answers[url] };
  const found = await probeMeant({ targets: { probe } } as never, Object.keys(answers), {
    input: {},
    signal,
  });
  return `${found.url} ${found.result.outcome}`;
};

const good = Promise.resolve(answer('ok'));
const slow = Promise.resolve(answer('slow'));
const bad = Promise.resolve(answer('failed', 500));
const silent = Promise.resolve(answer('failed', null));
const never = new Promise<never>(() => undefined);
const refused = (): Promise<never> => Promise.reject(new Error('No.'));

describe('which of the meant addresses is taken', () => {
  it.each<[string, Answers, string]>([
    ['https where both answer', { [HTTPS]: good, [HTTP]: good }, `${HTTPS} ok`],
    ['https that is slow', { [HTTPS]: slow, [HTTP]: good }, `${HTTPS} slow`],
    ['https without waiting for http', { [HTTPS]: good, [HTTP]: never }, `${HTTPS} ok`],
    ['http where only that answers', { [HTTPS]: bad, [HTTP]: good }, `${HTTP} ok`],
    ['https where neither answers', { [HTTPS]: bad, [HTTP]: bad }, `${HTTPS} failed`],
    [
      'http that answers badly where https does not',
      { [HTTPS]: silent, [HTTP]: bad },
      `${HTTP} failed`,
    ],
    ['https that answers badly', { [HTTPS]: bad, [HTTP]: silent }, `${HTTPS} failed`],
    ['https where neither says anything', { [HTTPS]: silent, [HTTP]: silent }, `${HTTPS} failed`],
    ['the only one', { [HTTP]: bad }, `${HTTP} failed`],
  ])('%s', async (_name, answers, taken) => {
    expect(await tried(answers)).toBe(taken);
  });

  it('http where https was refused', async () => {
    expect(await tried({ [HTTPS]: refused(), [HTTP]: good })).toBe(`${HTTP} ok`);
  });

  it('none where all were refused', async () => {
    await expect(tried({ [HTTPS]: refused(), [HTTP]: refused() })).rejects.toThrow('No.');
  });

  it('http after a while where https hangs', async () => {
    vi.useFakeTimers();
    try {
      const found = tried({ [HTTPS]: never, [HTTP]: good });
      await vi.advanceTimersByTimeAsync(3_000);
      expect(await found).toBe(`${HTTP} ok`);
    } finally {
      vi.useRealTimers();
    }
  });
});
