import { AppError, type AppErrorCode } from '@app/domain';
import { initTRPC, TRPCError, type TRPC_ERROR_CODE_KEY } from '@trpc/server';
import type { RequestContext } from './context.ts';
import { formatError } from './format-error.ts';
import { transformer } from './transformer.ts';

const t = initTRPC.context<RequestContext>().create({
  transformer,
  errorFormatter: formatError,
  sse: {
    ping: { enabled: true, intervalMs: 15_000 },
    client: { reconnectAfterInactivityMs: 40_000 },
  },
});

const CODES: Record<AppErrorCode, TRPC_ERROR_CODE_KEY> = {
  'not-found': 'NOT_FOUND',
  conflict: 'CONFLICT',
  invalid: 'BAD_REQUEST',
  precondition: 'PRECONDITION_FAILED',
  limit: 'TOO_MANY_REQUESTS',
};

/**
 * The one middleware that every procedure passes. It gives refusals of use cases their tRPC code, and it is
 * the place for an authorisation check of `ctx.actor`, if whoever runs this adds authentication.
 */
const guard = t.middleware(async ({ ctx, next }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof AppError) {
    throw new TRPCError({ code: CODES[cause.code], message: cause.message, cause });
  }
  if (ctx.isOutage(cause)) {
    throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: OUTAGE, cause });
  }
  return result;
});

const OUTAGE = 'The database cannot be reached at the moment. Try again shortly.';

/** Counts each call of a batch before it is made. */
const limited = t.middleware(async ({ ctx, path, getRawInput, next }) => {
  const { limits, actor } = ctx;
  const input: unknown = await getRawInput().catch(() => undefined);
  const undo = await limits.admit({ path, address: actor.address, input });
  const result = await next();
  if (!result.ok) undo();
  return result;
});

export const { router, createCallerFactory } = t;
export const procedure = t.procedure.use(guard).use(limited);
