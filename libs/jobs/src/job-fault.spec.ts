import { describe, expect, it } from 'vitest';
import { describeFault, jobFault } from './job-fault.ts';

describe('jobFault', () => {
  it('keeps code and first line only', () => {
    const error = Object.assign(new Error('no primary\n  at secret'), {
      code: 'E_MONGO',
      request: { headers: { authorization: 'Bearer secret' } },
    });
    expect(jobFault(error)).toEqual({ code: 'E_MONGO', text: 'no primary' });
  });

  it.each([
    ['cannot reach mongodb://me:secret@host/db?w=1', 'cannot reach mongodb://host'],
    ['cannot reach mongodb://me:sec/r@et@host:27017/', 'cannot reach mongodb://host:27017'],
    [
      'POST "https://hooks.chat.test/services/T0/secret" failed',
      'POST "https://hooks.chat.test" failed',
    ],
  ])('keeps scheme and host of an address only: %s', (message, text) => {
    expect(jobFault(new Error(message)).text).toBe(text);
  });

  it('cuts long texts', () => {
    expect(jobFault(new Error('x'.repeat(500))).text).toHaveLength(200);
  });

  it('names errors without a usable code, and things that are no errors', () => {
    expect(jobFault(new RangeError('x'))).toEqual({ code: 'RangeError', text: 'x' });
    expect(jobFault({ token: 'secret' }).code).toBe('UNKNOWN');
  });
});

describe('describeFault', () => {
  it.each([
    [{ code: 'E_MONGO', text: 'no primary' }, 'no primary (E_MONGO)'],
    [{ code: 'Error', text: 'no primary' }, 'no primary'],
    [{ value: { message: 'job timed out' } }, 'It was not done in time.'],
    [
      { value: { message: 'job heartbeat timeout' } },
      'The worker that had it gave no sign of life any more.',
    ],
    [{ token: 'secret' }, 'Nothing is known of the reason.'],
    [null, 'Nothing is known of the reason.'],
  ])('says %j in words', (stored, words) => {
    expect(describeFault(stored)).toBe(words);
  });
});
