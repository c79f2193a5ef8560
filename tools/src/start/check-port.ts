import net from 'node:net';
import { Refusal } from '../refusal.ts';

/** Tries to listen on an address and lets go again; refuses in one line when that is impossible. */
export async function checkPort(host: string, port: number): Promise<void> {
  const code = await new Promise<string | undefined>((resolve) => {
    const server = net
      .createServer()
      .once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port }, () => server.close(() => resolve(undefined)));
  });
  if (code !== undefined) throw new Refusal(reason(code, host, port));
}

function reason(code: string, host: string, port: number): string {
  const where = `${host}:${String(port)}`;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${where} is in use by another program. Stop it, or choose another one: PORT=${String(port + 1)} npm start`;
    case 'EACCES':
      return `Port ${where} may not be used by this user. Choose one above 1023: PORT=3000 npm start`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST=${host} is not an address of this machine. Use 127.0.0.1, or 0.0.0.0 for all addresses.`;
    default:
      return `Listening on ${where} is not possible (${code}). Check HOST and PORT.`;
  }
}
