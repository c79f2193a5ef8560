import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';

const LISTEN = `require('node:net').createServer()
  .listen({ port: Number(process.argv[1]), host: process.argv[2], backlog: 1 }, () => console.log('up'));`;

/** More than the backlog holds, whatever the kernel makes of its size. */
const FILL = 4;

/**
 * Makes an address swallow connections without an answer: a listener whose queue is full and whose process is
 * stopped. Linux then drops further handshakes, as a firewall would.
 */
export async function startBlackHole(port: number, host: string): Promise<void> {
  const child = spawn(process.execPath, ['-e', LISTEN, String(port), host]);
  await once(child.stdout, 'data');
  child.kill('SIGSTOP');
  const fillers = Array.from({ length: FILL }, () => {
    const socket = connect(port, host);
    socket.on('error', () => undefined);
    return socket;
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
    for (const socket of fillers) socket.destroy();
  });
  const [first] = fillers;
  if (first?.connecting) await once(first, 'connect');
}
