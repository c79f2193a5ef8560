import { type MxRecord, Resolver } from 'node:dns';
import type { ResolvConf } from './resolv-conf.ts';
import { failedReply, replyOf, type AddressRecord, type Family, type Reply } from './reply.ts';

/** First patience per try; c-ares then goes by how fast the server was lately, and doubles for each further try. */
const TIMEOUT_MS = 1_500;
const MAX_TIMEOUT_MS = 2_000;
const TRIES = 4;
/** Settings of the system that are not in a file are read again after this. */
const UNKNOWN_SERVERS_MS = 60_000;

const withPort = (server: string, port: number): string =>
  server.includes(':') ? `[${server}]:${port}` : `${server}:${port}`;

function createChannel(servers: readonly string[], port: number): Resolver {
  const channel = new Resolver({ timeout: TIMEOUT_MS, maxTimeout: MAX_TIMEOUT_MS, tries: TRIES });
  // Without any, c-ares goes by the settings of the system.
  if (servers.length > 0) channel.setServers(servers.map((server) => withPort(server, port)));
  return channel;
}

/**
 * The name servers of this machine, asked through c-ares: over sockets of its own, without a thread. Names that gave
 * no answer lately are asked on a channel apart, because c-ares ranks servers by the silence it met.
 */
export class NameServers {
  readonly servers: readonly string[];
  readonly #usual: Resolver;
  readonly #doubtful: Resolver;

  constructor(servers: readonly string[], port: number) {
    this.servers = servers;
    this.#usual = createChannel(servers, port);
    this.#doubtful = createChannel(servers, port);
  }

  /** Asks for the mail servers of a domain, beside all questions for addresses. Rejects with an error that carries a `code`. */
  async askMail(domain: string): Promise<MxRecord[]> {
    return await new Promise((resolve, reject) => {
      this.#doubtful.resolveMx(domain, (error, records) => {
        if (error) reject(error);
        else resolve(records);
      });
    });
  }

  /** Asks one question. `done` is called once, in any case. */
  ask(
    { name, family, isDoubtful }: { name: string; family: Family; isDoubtful: boolean },
    done: (reply: Reply) => void,
  ): void {
    const channel = isDoubtful ? this.#doubtful : this.#usual;
    const settle = (error: NodeJS.ErrnoException | null, records: AddressRecord[]): void => {
      done(error ? failedReply(error.code ?? 'EBADRESP') : replyOf(records, family));
    };
    if (family === 4) channel.resolve4(name, { ttl: true }, settle);
    else channel.resolve6(name, { ttl: true }, settle);
  }
}

/** The name servers that the system names at present. */
export function serversOf(
  conf: () => ResolvConf,
  { port, now }: { port: number; now: () => number },
): () => NameServers {
  let made: { from: readonly string[]; at: number; servers: NameServers } | null = null;
  return () => {
    const { servers } = conf();
    const isStale = servers.length === 0 && now() - (made?.at ?? 0) > UNKNOWN_SERVERS_MS;
    if (made?.from !== servers || isStale) {
      made = { from: servers, at: now(), servers: new NameServers(servers, port) };
    }
    return made.servers;
  };
}
