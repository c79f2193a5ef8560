import { describe, expect, it, onTestFinished } from 'vitest';
import { hostileAnswers, startHostileServer } from '../../testing/hostile-answers.ts';
import { guardOf, rdapServer } from '../testing/registry.ts';
import { fetchText } from './fetch-text.ts';

const fetchFrom = (url: string) =>
  fetchText(new URL(url), {
    guard: guardOf(),
    userAgent: 'mini-netumo/test',
    signal: AbortSignal.timeout(60_000),
  });

describe('fetchText', () => {
  it('gives a text of a megabyte', async () => {
    const server = await rdapServer('é'.repeat(524_288));
    const { status, text } = await fetchFrom(`${server.origin}/`);
    expect({ status, length: text.length }).toEqual({ status: 200, length: 524_288 });
  });

  it.each(hostileAnswers())('ends $name long before its deadline', async (hostile) => {
    const server = await startHostileServer(hostile);
    onTestFinished(server.stop);
    const error: unknown = await fetchFrom(server.url).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toMatchObject({ name: 'TimeoutError' });
  });
});
