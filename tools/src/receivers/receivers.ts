import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readWebhook, type Received } from './received.ts';

/** How a message is answered: with a status, at once or after a while; not at all; or taken without a word. */
export type Reaction =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      readonly afterMs?: number;
    }
  | 'never'
  /** It is taken, and the connection breaks before the answer. */
  | 'taken-and-gone';

export const TAKEN: Reaction = { status: 200, body: 'ok' };

/** Places on loopback that channels lead to, each by its name; they keep what they are sent. */
export class Receivers {
  /** How messages are answered from now on. */
  react: (name: string, received: Received) => Reaction = () => TAKEN;
  readonly #server: http.Server;
  readonly #received = new Map<string, Received[]>();

  private constructor(server: http.Server) {
    this.#server = server;
  }

  static async start(): Promise<Receivers> {
    const server = http.createServer();
    const receivers = new Receivers(server);
    server.on('request', (request, response) => void receivers.#take(request, response));
    server.listen(0, '127.0.0.1', 1_024);
    await once(server, 'listening');
    return receivers;
  }

  /** Host and port, as `WEBHOOK_ALLOWED_HOSTS` names them. */
  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  urlOf(name: string): string {
    return `http://${this.host}/${name}`;
  }

  /** What a place was sent so far, in order. */
  of(name: string): readonly Received[] {
    return this.#received.get(name) ?? [];
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = (request.url ?? '/').slice(1);
    const body = await readBody(request);
    if (body === null) return;
    const events = readWebhook(body);
    const received: Received = {
      at: Date.now(),
      key: String(request.headers['idempotency-key'] ?? ''),
      events: events ?? [],
      text: events ? '' : body,
      status: null,
    };
    const known = this.#received.get(name);
    if (known) known.push(received);
    else this.#received.set(name, [received]);
    answer(this.react(name, received), received, response);
  }
}

function answer(reaction: Reaction, received: Received, response: ServerResponse): void {
  if (reaction === 'never') return;
  if (reaction === 'taken-and-gone') {
    response.destroy();
    return;
  }
  const { status, headers = {}, body = '', afterMs = 0 } = reaction;
  const end = (): void => {
    if (response.destroyed) return;
    received.status = status;
    response.writeHead(status, headers).end(body);
  };
  if (afterMs > 0) setTimeout(end, afterMs);
  else end();
}

/** Null when the sender went away meanwhile. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  try {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    return Buffer.concat(parts).toString();
  } catch {
    return null;
  }
}
