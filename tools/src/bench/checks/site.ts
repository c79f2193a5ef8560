/**
 * The watched site, as a process of its own: answers each request after 50 ms and remembers how long it
 * really took. Many ports stand for many services, because a worker is polite to each.
 */
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';

/** What the site is asked over IPC. */
export type SiteQuestion = 'count' | 'answers' | 'reset';
/** Milliseconds that each answer took, in order, by the number in the path. */
export type Answers = Record<string, number[]>;

const PORTS = 400;
const DELAY_MS = 50;
const PAGE = 'x'.repeat(1_000);
const ANSWER = `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\ncontent-length: ${PAGE.length}\r\n\r\n${PAGE}`;

let answers: Answers = {};
let total = 0;

const server = () =>
  createServer((socket) => {
    const from = performance.now();
    socket.on('error', () => undefined);
    socket.once('data', (bytes) => {
      total++;
      const path = bytes.toString('latin1', 5, bytes.indexOf(' ', 5));
      setTimeout(() => {
        socket.end(ANSWER);
        (answers[path] ??= []).push(performance.now() - from);
      }, DELAY_MS);
    });
  });

const ports: number[] = [];
for (let i = 0; i < PORTS; i++) {
  const listening = server().listen(0, '127.0.0.1', 1_024);
  await once(listening, 'listening');
  ports.push((listening.address() as AddressInfo).port);
}
process.on('message', (question: SiteQuestion) => {
  if (question === 'reset') {
    answers = {};
    total = 0;
  }
  process.send?.(question === 'answers' ? answers : total);
});
process.on('disconnect', () => process.exit(0));
process.send?.(ports);
