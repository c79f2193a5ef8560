import type { AuditedCall, EndOfCall } from '@app/monitoring';
import { TRPCError } from '@trpc/server';
import { describe, expect, it } from 'vitest';
import { CALLS } from './calls.ts';
import { CHANGES } from './changes.ts';
import type { ChangeRecorder, RequestContext } from './context.ts';
import { appRouter, createCaller } from './index.ts';

type Call = (input: unknown) => Promise<unknown>;
type Callers = Record<string, Record<string, Call>>;

const procedures = appRouter._def.procedures as unknown as Record<
  string,
  { _def: { type: string } }
>;
const typeOf = (path: string) => procedures[path]?._def.type;
const paths = Object.keys(CALLS).filter((path) => !path.startsWith('/'));
const mutations = paths.filter((path) => typeOf(path) === 'mutation');

function recorded() {
  const begun: AuditedCall[] = [];
  const ended: EndOfCall[] = [];
  const audit: ChangeRecorder = {
    begin: async (call) => {
      begun.push(call);
      return async (end) => void ended.push(end);
    },
  };
  return { begun, ended, audit };
}

function callersWith(audit: ChangeRecorder): Callers {
  const context = {
    audit,
    limits: { admit: () => Promise.resolve(() => undefined) },
    actor: { kind: 'person', address: '192.0.2.1', principal: 'jane' },
    requestId: 'r1',
    ports: {},
    isOutage: () => false,
  };
  return createCaller(context as unknown as RequestContext) as unknown as Callers;
}

function call(callers: Callers, path: string): Promise<unknown> {
  const [area = '', name = ''] = path.split('.');
  const procedure = callers[area]?.[name];
  if (!procedure) throw new Error(`There is no ${path}.`);
  return procedure({ id: 'x', canary: true });
}

describe('the audit log', () => {
  it('has a rule for every mutation, and for nothing else', () => {
    const rules = Object.keys(CHANGES).filter((path) => !path.startsWith('/'));
    expect(rules.toSorted()).toEqual(mutations.toSorted());
  });

  it.each(mutations)('has %s, whatever comes of it', async (path) => {
    const { begun, ended, audit } = recorded();
    await call(callersWith(audit), path).catch(() => undefined);
    expect(begun).toEqual([
      {
        path,
        input: { id: 'x', canary: true },
        actor: { kind: 'person', address: '192.0.2.1', principal: 'jane' },
        requestId: 'r1',
      },
    ]);
    expect(ended).toHaveLength(1);
    expect(ended[0]?.ok).toBe(false);
  });

  it.each(mutations)('keeps %s from being made where it cannot be noted', async (path) => {
    const audit: ChangeRecorder = {
      begin: () => Promise.reject(new TRPCError({ code: 'TIMEOUT' })),
    };
    await expect(call(callersWith(audit), path)).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  it('has nothing that only reads', async () => {
    const { begun, audit } = recorded();
    for (const path of paths) {
      if (typeOf(path) === 'query') await call(callersWith(audit), path).catch(() => undefined);
    }
    expect(begun).toEqual([]);
  });
});
