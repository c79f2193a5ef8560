import { describe, expect, it } from 'vitest';
import { classifyFault } from './faults.ts';

const withCode = (code: string, message = 'x') => Object.assign(new Error(message), { code });

describe('classifyFault', () => {
  it.each([
    ['a refused connection', withCode('ECONNREFUSED'), 'away'],
    ['a server that shuts down', withCode('57P01'), 'away'],
    ['a connection exception', withCode('08006'), 'away'],
    ['a lost connection without a code', new Error('Connection terminated unexpectedly'), 'away'],
    [
      'a refused connection to every address',
      new AggregateError([withCode('ECONNREFUSED')]),
      'away',
    ],
    [
      'a copy of the fields of an error',
      { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:5432', stack: '' },
      'away',
    ],
    ['a copy without a code', { message: 'Connection terminated unexpectedly' }, 'away'],
    ['a missing table', withCode('42P01'), 'dropped'],
    [
      'a missing schema behind another error',
      new Error('x', { cause: withCode('3F000') }),
      'dropped',
    ],
    ['a missing queue', withCode('PGBOSS_QUEUE_NOT_FOUND'), 'dropped'],
    ['a syntax error', withCode('42601'), 'other'],
    ['something that is no error', 'boom', 'other'],
  ])('takes %s as such', (_name, error, fault) => {
    expect(classifyFault(error)).toBe(fault);
  });
});
