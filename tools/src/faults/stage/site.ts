import { once } from 'node:events';
import http, { type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the site saw it: the truth that results are held against. */
export interface Ask {
  readonly at: number;
  /** Name that the asker gave itself (`user-agent`). */
  readonly by: string;
  /** Milliseconds from the request to the end of the answer; null while it hangs. */
  tookMs: number | null;
}

/** How a path is answered: after a while, or not at all. */
export type Answer = { readonly status: number; readonly afterMs: number } | 'never';

export const FINE: Answer = { status: 200, afterMs: 0 };

/** A web site on many ports (each is a service of its own to a worker) that remembers who asked and when. */
export class Site {
  /** By the path without its slash. */
  readonly asks = new Map<string, Ask[]>();
  /** How a path is answered from now on. */
  answer: (path: string) => Answer = () => FINE;
  readonly #servers: http.Server[] = [];
  readonly #hanging = new Set<ServerResponse>();

  static async start(ports: number): Promise<Site> {
    const site = new Site();
    for (let i = 0; i < ports; i++) {
      const server = http.createServer((request, response) => {
        site.#take(
          decodeURIComponent(request.url ?? '/').slice(1),
          request.headers['user-agent'] ?? '',
          response,
        );
      });
      server.listen(0, '127.0.0.1', 1_024);
      await once(server, 'listening');
      site.#servers.push(server);
    }
    return site;
  }

  /** Address of a path; neighbours in number are on different ports. */
  urlOf(path: string, number = 0): string {
    const server = this.#servers[number % this.#servers.length];
    return `http://127.0.0.1:${(server?.address() as AddressInfo).port}/${path}`;
  }

  asksOf(path: string): readonly Ask[] {
    return this.asks.get(path) ?? [];
  }

  /** Requests that wait for an answer, of those that are still connected. */
  get hanging(): number {
    return this.#hanging.size;
  }

  get asked(): number {
    return [...this.asks.values()].reduce((sum, { length }) => sum + length, 0);
  }

  stop(): void {
    for (const server of this.#servers) {
      server.close();
      server.closeAllConnections();
    }
  }

  #take(path: string, by: string, response: ServerResponse): void {
    const from = performance.now();
    const ask: Ask = { at: Date.now(), by, tookMs: null };
    const known = this.asks.get(path);
    if (known) known.push(ask);
    else this.asks.set(path, [ask]);
    const answer = this.answer(path);
    this.#hanging.add(response);
    response.once('close', () => this.#hanging.delete(response));
    if (answer === 'never') return;
    const end = (): void => {
      response.writeHead(answer.status).end('a page');
      ask.tookMs = performance.now() - from;
    };
    if (answer.afterMs > 0) setTimeout(end, answer.afterMs);
    else end();
  }
}
