import { describe, expect, it } from 'vitest';
import { egressPolicyOf } from './egress-policy.ts';
import { readEnv } from './env.ts';

const ownOf = (MONGODB_URI: string, POSTGRES_URL: string): string[] =>
  egressPolicyOf(readEnv({ MONGODB_URI, POSTGRES_URL })).own.map(
    ({ name, host, port }) => `${name} ${host} ${port}`,
  );

describe('egressPolicyOf', () => {
  it('finds the own databases in their addresses', () => {
    expect(
      ownOf(
        'mongodb://user:p%40w@a.example:27018,b.example/netumo?replicaSet=r',
        'postgres://netumo:p@ss@[::1]:15432/netumo',
      ),
    ).toEqual(['MongoDB a.example 27018', 'MongoDB b.example 27017', 'PostgreSQL ::1 15432']);
  });

  it('knows the usual ports', () => {
    expect(ownOf('mongodb+srv://cluster.example/netumo', 'postgresql://db')).toEqual([
      'MongoDB cluster.example 27017',
      'PostgreSQL db 5432',
    ]);
  });

  it('has no own databases to avoid when none are set', () => {
    expect(egressPolicyOf(readEnv({})).own).toEqual([]);
  });
});
