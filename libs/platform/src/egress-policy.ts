import type { EgressPolicy, OwnService } from '@app/domain';
import type { Env } from './env.ts';

interface ServiceKind {
  readonly name: string;
  readonly defaultPort: number;
}

/** Reads `host:port` items of a database address, which may name several of them. */
function servicesIn(address: string, { name, defaultPort }: ServiceKind): OwnService[] {
  const [, scheme = '', authority = '', query = ''] =
    /^([a-z+]+):\/\/([^/?#]*)[^?#]*(?:\?([^#]*))?/i.exec(address) ?? [];
  const hosts = authority.slice(authority.lastIndexOf('@') + 1);
  const options = new URLSearchParams(query);
  const srvName = options.get('srvServiceName') ?? 'mongodb';
  const listed = hosts.split(',').flatMap((item) => {
    const match = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(item);
    const host = match?.[1] ?? decoded(match?.[2] ?? '');
    return host ? [{ host, port: Number(match?.[3] ?? defaultPort) }] : [];
  });
  // Parameters take the place of what stands before them; PostgreSQL alone reads them.
  const port = Number(options.get('port') ?? listed[0]?.port ?? defaultPort);
  const named = options.getAll('host').flatMap((text) => text.split(','));
  const all = [...listed, ...named.map((host) => ({ host, port }))];
  return all
    .filter(({ host }) => host !== '')
    .map(({ host, port: at }) => ({
      name,
      // A socket of the file system belongs to a server of this machine, which listens on its port as a rule.
      host: host.startsWith('/') ? 'localhost' : host,
      port: options.has('port') && scheme.startsWith('postgres') ? port : at,
      ...(scheme.endsWith('+srv') && { srv: `_${srvName}._tcp.${host}` }),
    }));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The egress policy of a process: its mode, and its own databases as places never to go to. */
export function egressPolicyOf({
  egress,
  databases,
  redisUrl,
}: Pick<Env, 'egress' | 'databases' | 'redisUrl'>): EgressPolicy {
  return {
    ...egress,
    own: [
      ...(databases
        ? [
            ...servicesIn(databases.mongodbUri, { name: 'MongoDB', defaultPort: 27_017 }),
            ...servicesIn(databases.postgresUrl, { name: 'PostgreSQL', defaultPort: 5_432 }),
          ]
        : []),
      ...(redisUrl ? servicesIn(redisUrl, { name: 'Redis', defaultPort: 6_379 }) : []),
    ],
  };
}
