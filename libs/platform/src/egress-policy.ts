import type { EgressPolicy, OwnService } from '@app/domain';
import type { Env } from './env.ts';

interface ServiceKind {
  readonly name: string;
  readonly defaultPort: number;
}

/** Reads `host:port` items of a database address, which may name several of them. */
function servicesIn(address: string, { name, defaultPort }: ServiceKind): OwnService[] {
  const authority = /^[a-z+]+:\/\/([^/?#]*)/i.exec(address)?.[1] ?? '';
  const hosts = authority.slice(authority.lastIndexOf('@') + 1);
  return hosts.split(',').flatMap((item) => {
    const match = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(item);
    const host = match?.[1] ?? match?.[2];
    return host ? [{ name, host, port: Number(match?.[3] ?? defaultPort) }] : [];
  });
}

/** The egress policy of a process: its mode, and its own databases as places never to go to. */
export function egressPolicyOf({
  egress,
  databases,
}: Pick<Env, 'egress' | 'databases'>): EgressPolicy {
  return {
    ...egress,
    own: databases
      ? [
          ...servicesIn(databases.mongodbUri, { name: 'MongoDB', defaultPort: 27_017 }),
          ...servicesIn(databases.postgresUrl, { name: 'PostgreSQL', defaultPort: 5_432 }),
        ]
      : [],
  };
}
