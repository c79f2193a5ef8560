import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../refusal.ts';

const TRY_MS = 3_000;
const PAUSE_MS = 500;

interface Address {
  readonly host: string;
  readonly port: number;
}

/**
 * Waits until something listens where a connection string points; refuses in one line without
 * secrets when nothing does. Strings whose hosts only a driver can find out are not judged.
 */
export async function reachServer(name: string, url: string, waitMs: number): Promise<void> {
  const addresses = addressesOf(url);
  if (addresses.length === 0) return;
  const end = Date.now() + waitMs;
  for (;;) {
    const reached = await Promise.all(addresses.map(answers));
    if (reached.includes(true)) return;
    if (Date.now() >= end) break;
    await sleep(PAUSE_MS);
  }
  const where = addresses.map(({ host, port }) => `${host}:${String(port)}`).join(', ');
  throw new Refusal(
    `${name} does not answer at ${where} since ${String(Math.round(waitMs / 1_000))} s. ` +
      'Check that it runs and that the address is right, or unset POSTGRES_URL and MONGODB_URI to use the embedded servers.',
  );
}

/** Hosts and ports of a connection string; none for `+srv` names and sockets. */
export function addressesOf(url: string): Address[] {
  const parts = /^(mongodb|postgres|postgresql):\/\/(?:[^/]*@)?([^/?]+)/.exec(url);
  const [, scheme, hosts] = parts ?? [];
  if (!hosts) return [];
  const usual = scheme === 'mongodb' ? 27_017 : 5_432;
  return hosts.split(',').flatMap((text) => {
    const [, v6, name, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? [];
    const host = v6 ?? name;
    return host && !host.includes('%2F') ? [{ host, port: Number(port ?? usual) }] : [];
  });
}

function answers({ host, port }: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: TRY_MS });
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
}
