import { beforeAll, expect, it } from 'vitest';
import type { TlsOptions } from 'node:tls';
import { chainOf, issue } from '../testing/certificates.ts';
import { probe } from '../testing/probe.ts';
import {
  page,
  startServer,
  startTlsServer,
  startRawServer,
  type Script,
} from '../testing/server.ts';

const TLS_ALERT = Buffer.from([21, 3, 3, 0, 2, 2, 80]);
const isHandshake = (received: string): boolean => received.startsWith('\x16\x03');

let own: TlsOptions;

beforeAll(async () => {
  const leaf = await issue({ name: 'a.example', names: [{ type: 'dns', value: 'a.example' }] });
  own = { key: leaf.key, cert: chainOf(leaf) };
});

it('http to a port that speaks TLS', async () => {
  const server = await startTlsServer(own, page('hello'));
  const { failure } = await probe(`http://127.0.0.1:${server.port}/`, { timeoutMs: 5_000 });
  expect(failure?.message).toMatch(/speaks TLS: the address must begin with https:\/\/\.$/);
});

it.each<[string, Script]>([
  ['400, as nginx does', page('The plain HTTP request was sent to HTTPS port', '400 Bad Request')],
  ['an alert, as Java does', (socket) => socket.end(TLS_ALERT)],
])(
  'a refusal of plain http by %s, where TLS is not spoken, stays as it is',
  async (_what, script) => {
    const server = await startServer((socket, request, number) => {
      if (isHandshake(request)) socket.destroy();
      else script(socket, request, number);
    });
    const { failure } = await probe(`${server.origin}/`, { timeoutMs: 5_000 });
    expect(failure).not.toBeNull();
    expect(failure?.message).not.toMatch(/speaks TLS/);
  },
);

it.each<[string, string, RegExp]>([
  ['plain http', 'HTTP/1.1 400 Bad Request\r\n\r\n', /speaks plain http/],
  ['SSH', 'SSH-2.0-OpenSSH_9.9\r\n', /SSH service/],
  ['SMTP', '220 mail.example ESMTP\r\n', /mail service/],
  ['IMAP', '* OK IMAP4rev1 ready\r\n', /mail service/],
  ['FTP', '220 ProFTPD ready\r\n', /FTP service/],
  [
    'nothing that is known',
    '\x00\x01\x02\x03\x04\x05',
    /as plain http, SSH or mail services do\.$/,
  ],
])('https to a port that speaks %s', async (_what, answer, words) => {
  const server = await startRawServer((socket) => socket.end(answer));
  const { failure } = await probe(`https://127.0.0.1:${server.port}/`, { timeoutMs: 5_000 });
  expect(failure).toMatchObject({ class: 'tls', code: 'TLS_NOT_TLS' });
  expect(failure?.message).toMatch(words);
});
