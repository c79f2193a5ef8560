import { NO_PHASES, type ProbeView } from '@app/domain';
import { describe, expect, it, vi } from 'vitest';
import { meantLines } from './meant-lines';

const answer = (outcome: ProbeView['outcome']): ProbeView => ({
  outcome,
  statusCode: outcome === 'ok' ? 200 : null,
  latencyMs: 1,
  phases: NO_PHASES,
  address: null,
  attempts: 1,
  failure: null,
});

/** A server on which only these addresses answer. */
const answering = (...good: string[]) => {
  const mutate = vi.fn(({ url }: { url: string }) =>
    Promise.resolve(answer(good.includes(url) ? 'ok' : 'failed')),
  );
  return { mutate, client: { targets: { probe: { mutate } } } as never };
};

describe('a list as it is meant', () => {
  it('takes the scheme that answers, and keeps what else a line says', async () => {
    const { client } = answering('https://a.example/', 'http://b.example:8080/');
    const text = 'a.example, Shop, prod\n\nb.example:8080\nhttps://c.example/x # mine';
    expect(await meantLines(client, text)).toBe(
      'https://a.example/, Shop, prod\n\nhttp://b.example:8080/\nhttps://c.example/x # mine',
    );
  });

  it('leaves domains and what is no address alone', async () => {
    const { client, mutate } = answering();
    expect(await meantLines(client, 'domain:a.example\nno address')).toBe(
      'domain:a.example\nno address',
    );
    expect(mutate).not.toHaveBeenCalled();
  });

  it('tries none of a long list', async () => {
    const { client, mutate } = answering();
    const long = Array.from({ length: 11 }, (_, index) => `s${String(index)}.example`);
    expect(await meantLines(client, long.join('\n'))).toBe(
      long.map((name) => `https://${name}/`).join('\n'),
    );
    expect(mutate).not.toHaveBeenCalled();
  });

  it('takes https where the server refuses to try it', async () => {
    const probe = { mutate: () => Promise.reject(new Error('No.')) };
    expect(await meantLines({ targets: { probe } } as never, 'a.example')).toBe(
      'https://a.example/',
    );
  });
});
