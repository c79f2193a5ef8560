import { createServer, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';

/** What a registry says of a domain: its end, a status without a record, or nothing at all. */
export type RegistryAnswer = Date | number | 'silence';

/** A question with the time it took to answer, in milliseconds since 1970. */
export interface Question {
  readonly domain: string;
  readonly from: number;
  to: number | null;
}

const listen = async (server: Server | ReturnType<typeof createTcpServer>): Promise<void> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
};

/** The RDAP service of a registry on loopback. */
export class Registry {
  readonly #server: Server;
  /** Of all domains that `answers` does not name. */
  answer: RegistryAnswer = 404;
  readonly answers = new Map<string, RegistryAnswer>();
  readonly questions: Question[] = [];

  private constructor() {
    this.#server = createServer((request, response) => {
      const domain = request.url?.split('/').at(-1) ?? '';
      const question: Question = { domain, from: Date.now(), to: null };
      this.questions.push(question);
      response.on('finish', () => (question.to = Date.now()));
      this.#say(domain, response);
    });
  }

  static async start(): Promise<Registry> {
    const registry = new Registry();
    await listen(registry.#server);
    return registry;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #say(domain: string, response: ServerResponse): void {
    const answer = this.answers.get(domain) ?? this.answer;
    if (answer === 'silence') return;
    if (typeof answer === 'number') response.writeHead(answer).end(`{"errorCode":${answer}}`);
    else response.end(rdapRecord(domain, answer));
  }
}

/** A WHOIS server on loopback. */
export class WhoisService {
  readonly #server: ReturnType<typeof createTcpServer>;
  readonly #sockets = new Set<Socket>();
  /** Ends of domains; it does not know the top-level domains of all others. */
  readonly ends = new Map<string, Date>();
  /** Domains that it says do not exist. */
  readonly absent = new Set<string>();

  private constructor() {
    this.#server = createTcpServer((socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.once('data', (query) => {
        const domain = query.toString().trim();
        const end = this.ends.get(domain);
        const other = this.absent.has(domain) ? 'Domain not found.' : 'TLD is not supported';
        socket.end(end ? whoisRecord(domain, end) : `${other}\r\n`);
      });
    });
  }

  static async start(): Promise<WhoisService> {
    const service = new WhoisService();
    await listen(service.#server);
    return service;
  }

  get server(): { host: string; port: number } {
    return { host: '127.0.0.1', port: (this.#server.address() as AddressInfo).port };
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** A list of RDAP services by top-level domain, as IANA publishes it. */
export const bootstrapFile = (services: Readonly<Record<string, Registry>>): string =>
  JSON.stringify({
    publication: '2026-11-01T00:00:00Z',
    services: Object.entries(services).map(([tld, { url }]) => [[tld], [url]]),
  });

const rdapRecord = (domain: string, expiresAt: Date): string =>
  JSON.stringify({
    objectClassName: 'domain',
    ldhName: domain,
    status: ['active'],
    nameservers: [{ ldhName: 'ns1.example.net' }],
    entities: [{ roles: ['registrar'], vcardArray: ['vcard', [['fn', {}, 'text', 'Sample Ltd']]] }],
    events: [{ eventAction: 'expiration', eventDate: expiresAt.toISOString() }],
  });

const whoisRecord = (domain: string, expiresAt: Date): string =>
  [
    `Domain Name: ${domain}`,
    'Creation Date: 2015-03-15T04:00:00Z',
    `Registry Expiry Date: ${expiresAt.toISOString()}`,
    'Registrar: Sample Ltd',
    '',
  ].join('\r\n');
