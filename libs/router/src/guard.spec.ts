import { AppError, type AppErrorCode } from '@app/domain';
import { describe, expect, it } from 'vitest';
import type { RequestContext } from './context.ts';
import { createCaller } from './index.ts';

const ID = '0123456789abcdef01234567';
const outage = Object.assign(new Error('connect ECONNREFUSED 10.0.0.5:27017'), { code: 'AWAY' });

function callerThatFails(error: Error) {
  const ports = { targets: { get: () => Promise.reject(error) } };
  const limits = { admit: () => Promise.resolve(() => undefined) };
  const context = { ports, limits, actor: {}, isOutage: (cause: unknown) => cause === outage };
  return createCaller(context as unknown as RequestContext);
}

describe('the middleware of all procedures', () => {
  it.each([
    ['not-found', 'NOT_FOUND'],
    ['conflict', 'CONFLICT'],
    ['invalid', 'BAD_REQUEST'],
    ['precondition', 'PRECONDITION_FAILED'],
    ['limit', 'TOO_MANY_REQUESTS'],
  ] satisfies [AppErrorCode, string][])('answers %s as %s', async (code, expected) => {
    const caller = callerThatFails(new AppError(code, 'A sentence.'));
    await expect(caller.targets.get({ id: ID })).rejects.toMatchObject({
      code: expected,
      message: 'A sentence.',
    });
  });

  it('answers an outage as unavailable, without the address of the database', async () => {
    const calling = callerThatFails(outage).targets.get({ id: ID });
    await expect(calling).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      message: expect.not.stringContaining('10.0.0.5'),
    });
  });

  it('leaves unknown errors what they are', async () => {
    const calling = callerThatFails(new Error('unforeseen')).targets.get({ id: ID });
    await expect(calling).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  });
});
