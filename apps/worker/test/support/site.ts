import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const ok: Answer = (_request, response) => response.end('fine');

/** A web site on loopback that can change its behaviour, die and come back. */
export class Site {
  readonly #server: Server;
  answer: Answer = ok;
  /** Requests by path. */
  readonly hits = new Map<string, number>();
  /** Bodies of POST requests, parsed. */
  readonly posted: Record<string, unknown>[] = [];

  private constructor() {
    this.#server = createServer((request, response) => {
      const path = request.url ?? '/';
      this.hits.set(path, (this.hits.get(path) ?? 0) + 1);
      if (request.method === 'POST') void this.#keepBody(request);
      this.answer(request, response);
    });
  }

  static async start(): Promise<Site> {
    const site = new Site();
    await site.#listen(0);
    return site;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Answers every request with a status. */
  fail(status = 500): void {
    this.answer = (_request, response) => response.writeHead(status).end();
  }

  recover(): void {
    this.answer = ok;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #listen(port: number): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
  }

  async #keepBody(request: IncomingMessage): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    this.posted.push(JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>);
  }
}
