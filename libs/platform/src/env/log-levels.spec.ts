import { describe, expect, it } from 'vitest';
import { readEnv } from '../env.ts';

describe('levels of logs', () => {
  it.each([
    ['debug', { all: 'debug', modules: {} }],
    [
      'warn, checks=debug,queue=silent',
      { all: 'warn', modules: { checks: 'debug', queue: 'silent' } },
    ],
    ['http=warn', { all: 'info', modules: { http: 'warn' } }],
  ])('%s', (LOG_LEVEL, levels) => {
    expect(readEnv({ LOG_LEVEL }).logLevels).toEqual(levels);
  });
});
