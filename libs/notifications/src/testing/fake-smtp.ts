import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';

/** Reply to a command, by its first word; null closes the connection, a missing one says 250. */
export type SmtpScript = Partial<
  Record<'GREETING' | 'EHLO' | 'STARTTLS' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | '.', string | null>
>;

/** How a server encrypts: when it is asked to, from the start, or not at all. */
export type SmtpTls = 'starttls' | 'from-start' | 'none';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/mail-server.${name}.pem`, import.meta.url), 'utf8');

/** Certificate of the server, which it has signed itself: for 127.0.0.1 and mail.internal. */
export const SERVER_CERTIFICATE = fixture('cert');
const IDENTITY = { key: fixture('key'), cert: SERVER_CERTIFICATE };

const DEFAULTS: Record<string, string> = {
  GREETING: '220 fake ready',
  EHLO: '250-fake\r\n250 AUTH PLAIN',
  AUTH: '235 welcome',
  STARTTLS: '502 5.5.1 not implemented',
  DATA: '354 go on',
  QUIT: '221 bye',
};

interface Serving {
  script: SmtpScript;
  /** Whether STARTTLS is offered and taken. */
  canUpgrade: boolean;
  commands: string[];
}

const serve = (socket: Socket, { script, canUpgrade, commands }: Serving, greets = true): void => {
  let isInData = false;
  const reply = (word: string): void => {
    const scripted = script[word as keyof SmtpScript];
    const offer = word === 'EHLO' && canUpgrade ? '250-STARTTLS\r\n' : '';
    if (scripted === null) socket.destroy();
    else socket.write(`${offer}${scripted ?? DEFAULTS[word] ?? '250 ok'}\r\n`);
    isInData = word === 'DATA' && (scripted ?? '354').startsWith('354');
  };
  socket.on('error', () => undefined);
  if (greets) reply('GREETING');
  const lines = createInterface({ input: socket });
  lines.on('line', (line) => {
    if (isInData && line !== '.') return;
    const word = isInData ? '.' : (line.split(' ')[0]?.toUpperCase() ?? '');
    commands.push(word);
    if (word !== 'STARTTLS' || !canUpgrade) return reply(word);
    lines.removeAllListeners('line');
    lines.close();
    socket.write('220 go ahead\r\n');
    const secured = new TLSSocket(socket, { isServer: true, ...IDENTITY });
    serve(secured, { script, canUpgrade: false, commands }, false);
  });
};

/** An SMTP server on loopback that replies as a test says. */
export const startFakeSmtp = async (script: SmtpScript, tls: SmtpTls = 'none') => {
  const sockets = new Set<Socket>();
  const commands: string[] = [];
  const onSocket = (socket: Socket): void => {
    sockets.add(socket);
    serve(socket, { script, canUpgrade: tls === 'starttls', commands });
  };
  const server = (
    tls === 'from-start' ? createTlsServer(IDENTITY, onSocket) : createServer(onSocket)
  ).listen(0, '127.0.0.1');
  server.on('tlsClientError', () => undefined);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const protocol = tls === 'from-start' ? 'smtps' : 'smtp';
  return {
    /** With a login, which is sent over an encrypted connection only. */
    url: `${protocol}://robot:T0PSECRET@127.0.0.1:${port}`,
    /** With a login that may be sent in clear. */
    clearUrl: `${protocol}://robot:T0PSECRET@127.0.0.1:${port}?requireTLS=false`,
    port,
    /** Commands that came, in their order. */
    commands,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
