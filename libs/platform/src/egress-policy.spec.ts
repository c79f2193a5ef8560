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

  it('finds Redis, also beside embedded databases', () => {
    const own = (REDIS_URL: string) => egressPolicyOf(readEnv({ REDIS_URL })).own;
    expect(own('redis://:p%40ss@cache.example:6380/1')).toEqual([
      { name: 'Redis', host: 'cache.example', port: 6380 },
    ]);
    expect(own('rediss://[::1]')).toEqual([{ name: 'Redis', host: '::1', port: 6379 }]);
  });

  it('reads what stands in parameters, too', () => {
    expect(
      ownOf(
        'mongodb://a.example/netumo?srvServiceName=x',
        'postgres:///db?host=10.0.0.9&port=6432',
      ),
    ).toEqual(['MongoDB a.example 27017', 'PostgreSQL 10.0.0.9 6432']);
    expect(
      ownOf('mongodb://a.example/netumo', 'postgres://db.example:5433/db?host=/run/postgresql'),
    ).toEqual([
      'MongoDB a.example 27017',
      'PostgreSQL db.example 5433',
      'PostgreSQL localhost 5433',
    ]);
    expect(
      ownOf('mongodb://%2Ftmp%2Fmongodb-27017.sock/netumo', 'postgres://db.example/db?host=a,b'),
    ).toEqual([
      'MongoDB localhost 27017',
      'PostgreSQL db.example 5432',
      'PostgreSQL a 5432',
      'PostgreSQL b 5432',
    ]);
  });

  it('knows where the servers of a cluster are told', () => {
    const srvOf = (MONGODB_URI: string) =>
      egressPolicyOf(readEnv({ MONGODB_URI, POSTGRES_URL: 'postgres://db' })).own[0]?.srv;
    expect(srvOf('mongodb+srv://u:p@c.example/netumo')).toBe('_mongodb._tcp.c.example');
    expect(srvOf('mongodb+srv://c.example/netumo?srvServiceName=docs')).toBe(
      '_docs._tcp.c.example',
    );
    expect(srvOf('mongodb://c.example/netumo')).toBeUndefined();
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
