import { AppError } from '@app/domain';
import { getTRPCErrorShape, TRPCError } from '@trpc/server';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { errorId } from './error-id.ts';
import type { ErrorShape } from './format-error.ts';
import { appRouter } from './index.ts';

const shapeOf = (error: TRPCError): ErrorShape =>
  getTRPCErrorShape({
    config: appRouter._def._config,
    error,
    type: 'query',
    path: 'targets.get',
    input: undefined,
    ctx: undefined,
  });

const causeOf = (schema: z.ZodType, value: unknown): z.ZodError => {
  const { error } = schema.safeParse(value);
  if (!error) throw new Error('the value is right');
  return error;
};

describe('what clients see', () => {
  it('of a refusal: its sentence, reason and field', () => {
    const cause = new AppError('invalid', 'Not allowed.', {
      reason: 'EGRESS_NEVER',
      field: 'url',
    });
    const { message, data } = shapeOf(
      new TRPCError({ code: 'BAD_REQUEST', message: cause.message, cause }),
    );
    expect(message).toBe('Not allowed.');
    expect(data).toEqual({
      code: 'BAD_REQUEST',
      retryAfterSeconds: null,
      target: null,
      httpStatus: 400,
      path: 'targets.get',
      reason: 'EGRESS_NEVER',
      field: 'url',
      issues: [{ path: 'url', message: 'Not allowed.' }],
    });
  });

  it('of a wrong input: each field and a readable sentence', () => {
    const schema = z.strictObject({ a: z.object({ b: z.string() }), list: z.array(z.int()) });
    const cause = causeOf(schema, { a: { b: 1 }, list: [1, 'x'], more: 1 });
    const { message, data } = shapeOf(new TRPCError({ code: 'BAD_REQUEST', cause }));
    expect(data.issues.map(({ path }) => path)).toEqual(['a.b', 'list.1', '']);
    expect(data.field).toBe('a.b');
    expect(message).toContain('a.b: Invalid input: expected string, received number');
    expect(message).not.toContain('{');
  });

  it('of a fault of ours: a fixed sentence and an id that stays the same', () => {
    const error = new TRPCError({
      code: 'INTERNAL_SERVER_ERROR',
      message: 'connect ECONNREFUSED 10.0.0.5:5432',
      cause: new Error('secret'),
    });
    const { message, data } = shapeOf(error);
    expect(message).toContain(errorId(error));
    expect(JSON.stringify({ message, data })).not.toMatch(/10\.0\.0\.5|secret|stack|at /);
    expect(shapeOf(error).message).toBe(message);
  });

  it('of an output that does not fit: nothing of it', () => {
    const cause = causeOf(z.object({ inner: z.string() }), {});
    const { data } = shapeOf(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause }));
    expect(data).toMatchObject({ field: null, issues: [] });
  });

  it('of a body that is no JSON: no parser talk', () => {
    const cause = new SyntaxError('Unexpected token } in JSON at position 7');
    expect(shapeOf(new TRPCError({ code: 'BAD_REQUEST', cause })).message).toMatch(
      /not valid JSON/,
    );
  });

  it('of a flood of faults: the first twenty', () => {
    const cause = causeOf(
      z.array(z.int()),
      Array.from({ length: 1_000 }, () => 'x'),
    );
    expect(shapeOf(new TRPCError({ code: 'BAD_REQUEST', cause })).data.issues).toHaveLength(20);
  });
});
