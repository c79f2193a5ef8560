import { describe, expect, it, vi } from 'vitest';
import { createHealth } from './health.ts';

const never = (): Promise<string> => new Promise(() => undefined);

describe('createHealth', () => {
  it('asks all parts, and names the ones that fail or are silent by their sentence', async () => {
    const health = createHealth(
      [
        { name: 'mongodb', ask: () => Promise.resolve('MongoDB answers.'), failing: 'no' },
        {
          name: 'postgres',
          ask: () => Promise.reject(new Error('connect 10.0.0.5:5432')),
          failing: 'PostgreSQL cannot be reached.',
        },
        { name: 'silent', ask: never, failing: 'It does not answer.' },
        {
          name: 'several',
          ask: () => Promise.resolve([{ name: 'worker', status: 'degraded', detail: 'Late.' }]),
          failing: 'no',
        },
      ],
      { timeoutMs: 20 },
    );
    expect(await health()).toEqual([
      { name: 'mongodb', status: 'ok', detail: 'MongoDB answers.' },
      { name: 'postgres', status: 'failing', detail: 'PostgreSQL cannot be reached.' },
      { name: 'silent', status: 'failing', detail: 'It does not answer.' },
      { name: 'worker', status: 'degraded', detail: 'Late.' },
    ]);
  });

  it('survives a part that throws at once', async () => {
    const ask = (): never => {
      throw new Error('not started');
    };
    expect(await createHealth([{ name: 'x', ask, failing: 'Down.' }])()).toEqual([
      { name: 'x', status: 'failing', detail: 'Down.' },
    ]);
  });

  it('asks once for questions that come close together', async () => {
    let at = 0;
    const ask = vi.fn(() => Promise.resolve('Fine.'));
    const health = createHealth([{ name: 'x', ask, failing: '' }], {
      maxAgeMs: 100,
      now: () => at,
    });
    await Promise.all([health(), health()]);
    at = 100;
    await health();
    expect(ask).toHaveBeenCalledTimes(1);
    at = 101;
    await health();
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
