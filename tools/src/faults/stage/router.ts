import http from 'node:http';
import { openNamespace } from './namespace.ts';

/** A machine whose only way out is a router of ours, with a site on each of some networks behind it. */
export interface BehindRouter {
  /** What to put before a command, so that it runs on that machine. */
  readonly prefix: readonly string[];
  /** Addresses of the sites. */
  readonly urls: readonly string[];
  /** Makes a port of loopback on that machine lead to the same port here. */
  forward(port: number): Promise<void>;
  /** The router neither answers nor forwards; the cable to it stays in. */
  kill(): void;
  revive(): void;
  /** A site answers no more; the router does. */
  killSite(number: number): void;
  close(): void;
}

const ROUTER = '10.9.0.1';
const MACHINE = '10.9.0.2';
const PORT = 8_080;
const SITES = 4;
const hostOf = (number: number): string => `10.77.${number}.1`;

/** Builds it from two network namespaces. Throws a Refusal where this machine does not allow it. */
export async function openBehindRouter(): Promise<BehindRouter> {
  const machine = await openNamespace();
  const router = await openNamespace();
  const hosts = Array.from({ length: SITES }, (_, number) => hostOf(number));
  const site = http.createServer((_request, response) => response.end('a page'));
  const close = (): void => {
    site.closeAllConnections();
    router.close();
    machine.close();
  };
  const revive = (): void => router.ip('addr', 'add', `${ROUTER}/24`, 'dev', 'in');
  try {
    const peer = ['peer', 'name', 'in', 'netns', String(router.pid)];
    machine.ip('link', 'add', 'out', 'type', 'veth', ...peer);
    machine.ip('addr', 'add', `${MACHINE}/24`, 'dev', 'out');
    machine.ip('link', 'set', 'out', 'up');
    router.ip('link', 'set', 'in', 'up');
    revive();
    machine.ip('route', 'add', 'default', 'via', ROUTER);
    for (const host of hosts) {
      router.ip('addr', 'add', `${host}/32`, 'dev', 'lo');
      const server = await router.listen(host, PORT);
      server.on('connection', (socket) => site.emit('connection', socket));
    }
  } catch (error) {
    close();
    throw error;
  }
  return {
    prefix: machine.prefix,
    urls: hosts.map((host) => `http://${host}:${PORT}/`),
    forward: (port) => machine.forward(port),
    // Without its address it answers nobody who looks for it, and knows no way back for what still arrives.
    kill: () => router.ip('addr', 'del', `${ROUTER}/24`, 'dev', 'in'),
    revive,
    killSite: (number) => router.ip('addr', 'del', `${hostOf(number)}/32`, 'dev', 'lo'),
    close,
  };
}
