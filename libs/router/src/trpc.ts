import { AppError, type AppErrorCode, readsOnly } from '@app/domain';
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
 * Gives refusals of use cases their tRPC code.
 */
const guard = t.middleware(async ({ ctx, next }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  const code = codeOf(result.error, ctx);
  if (cause instanceof AppError) throw new TRPCError({ code, message: cause.message, cause });
  if (ctx.isOutage(cause)) throw new TRPCError({ code, message: OUTAGE, cause });
  return result;
});

function codeOf(
  { code, cause }: TRPCError,
  { isOutage }: Pick<RequestContext, 'isOutage'>,
): TRPC_ERROR_CODE_KEY {
  if (cause instanceof AppError) return CODES[cause.code];
  return isOutage(cause) ? 'SERVICE_UNAVAILABLE' : code;
}

const OUTAGE = 'The database cannot be reached at the moment. Try again shortly.';

/** The one place where a server that only reads refuses to change anything: before a call is counted or noted. */
const writable = t.middleware(async ({ ctx, type, next }) => {
  if (type === 'mutation' && ctx.isReadOnly) throw readsOnly();
  return await next();
});

/** Counts each call of a batch before it is made. */
const limited = t.middleware(async ({ ctx, path, getRawInput, next }) => {
  const { limits, actor } = ctx;
  const input: unknown = await getRawInput().catch(() => undefined);
  const undo = await limits.admit({ path, address: actor.address, input });
  const result = await next();
  if (!result.ok) undo();
  return result;
});

/** Keeps the audit log: every mutation passes it, whatever it does. */
const audited = t.middleware(async ({ ctx, path, type, getRawInput, next }) => {
  if (type !== 'mutation') return await next();
  const { audit, actor, requestId } = ctx;
  const input: unknown = await getRawInput().catch(() => undefined);
  const end = await audit.begin({ path, input, actor, requestId });
  const result = await next();
  await end(
    result.ok ? { ok: true, answer: result.data } : { ok: false, code: codeOf(result.error, ctx) },
  );
  return result;
});

export const { router, createCallerFactory } = t;
/**
 * What every procedure passes. A check of what `ctx.actor` may do goes last, so that whom it refuses is limited and in the audit
 * log (docs/authentication.md).
 */
export const procedure = t.procedure.use(guard).use(writable).use(limited).use(audited);
