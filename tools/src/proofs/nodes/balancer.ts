import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Hands requests to one api process after the other, without affinity, as a balancer in front of them does: what could not
 * be connected goes to the next one, and so does a question that broke off before its answer began.
 */
export class Balancer {
  readonly #server: http.Server;
  #ports: readonly number[] = [];
  #next = 0;

  private constructor(server: http.Server) {
    this.#server = server;
  }

  static async start(): Promise<Balancer> {
    const server = http.createServer((request, response) => void balancer.#take(request, response));
    const balancer = new Balancer(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return balancer;
  }

  get base(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The processes that it hands requests to from now on. */
  lead(bases: readonly string[]): void {
    this.#ports = bases.map((base) => Number(new URL(base).port));
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => undefined);
    const body = Buffer.concat(await Array.fromAsync(request).catch(() => []));
    for (const port of this.#turn()) {
      const outcome = await pass({ request, body, response, port });
      if (outcome === 'answered') return;
      if (outcome === 'broken' && request.method !== 'GET') break;
    }
    response.writeHead(502).end();
  }

  #turn(): number[] {
    const from = this.#next++ % Math.max(1, this.#ports.length);
    return [...this.#ports.slice(from), ...this.#ports.slice(0, from)];
  }
}

/** One try at one process: it has the request, or could not be reached, or went away before it answered. */
type Outcome = 'answered' | 'unreachable' | 'broken';

function pass(one: {
  request: IncomingMessage;
  body: Buffer;
  response: ServerResponse;
  port: number;
}): Promise<Outcome> {
  const { request, body, response, port } = one;
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const caller = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const onward = http.request(
    {
      ...{ host: '127.0.0.1', port, method: request.method, path: request.url, agent: false },
      headers: { ...request.headers, 'x-forwarded-for': caller },
    },
    (answer) => {
      resolve('answered');
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      // One that breaks in the middle breaks for the caller, too.
      answer.once('error', () => response.destroy());
      answer.once('close', () => answer.complete || response.destroy());
    },
  );
  onward.once('error', (error: NodeJS.ErrnoException) =>
    resolve(error.code === 'ECONNREFUSED' ? 'unreachable' : 'broken'),
  );
  response.once('close', () => onward.destroy());
  onward.end(body);
  return promise;
}
