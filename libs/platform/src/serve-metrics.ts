import { type Cidr, containsAddress, parseAddress } from '@app/domain';
import http from 'node:http';
import type { Metrics } from './metrics.ts';

export interface MetricsServerOptions {
  readonly metrics: Metrics;
  readonly host: string;
  readonly port: number;
  /** Networks that may read figures. */
  readonly allow: readonly Cidr[];
  /** Told why figures are not shown: the port is taken, for instance. */
  readonly onFault: (error: Error) => void;
}

/** Shows figures at `/metrics` of a port of its own. That it cannot listen ends nothing. */
export function serveMetrics({ metrics, host, port, allow, onFault }: MetricsServerOptions): {
  readonly listening: Promise<number | null>;
  close(): Promise<void>;
} {
  const server = http.createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const status = statusFor(request, allow);
      if (status !== 200) {
        response.writeHead(status).end();
        return;
      }
      const text = await metrics.render();
      response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' });
      response.end(request.method === 'HEAD' ? undefined : text);
    };
    answer().catch((error: unknown) => {
      onFault(error instanceof Error ? error : new Error(String(error)));
      response.destroy();
    });
  });
  const listening = new Promise<number | null>((resolve) => {
    server.once('error', (error) => {
      onFault(error);
      resolve(null);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : null);
    });
  });
  return {
    listening,
    close: async () => {
      await listening;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function statusFor({ method, url, socket }: http.IncomingMessage, allow: readonly Cidr[]): number {
  if (new URL(url ?? '/', 'http://localhost').pathname !== '/metrics') return 404;
  if (method !== 'GET' && method !== 'HEAD') return 405;
  const address = parseAddress((socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, ''));
  return address && allow.some((block) => containsAddress(block, address)) ? 200 : 403;
}
