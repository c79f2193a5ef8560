import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** Reply to a command, by its first word; null closes the connection, a missing one says 250. */
export type SmtpScript = Partial<
  Record<'GREETING' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | '.', string | null>
>;

const DEFAULTS: Record<string, string> = {
  GREETING: '220 fake ready',
  EHLO: '250-fake\r\n250 AUTH PLAIN',
  AUTH: '235 welcome',
  DATA: '354 go on',
  QUIT: '221 bye',
};

const serve = (socket: Socket, script: SmtpScript): void => {
  let isInData = false;
  const reply = (word: string): void => {
    const scripted = script[word as keyof SmtpScript];
    if (scripted === null) socket.destroy();
    else socket.write(`${scripted ?? DEFAULTS[word] ?? '250 ok'}\r\n`);
    isInData = word === 'DATA' && (scripted ?? '354').startsWith('354');
  };
  socket.on('error', () => undefined);
  reply('GREETING');
  createInterface({ input: socket }).on('line', (line) => {
    if (!isInData) reply(line.split(' ')[0]?.toUpperCase() ?? '');
    else if (line === '.') reply('.');
  });
};

/** An SMTP server on loopback that replies as a test says. */
export const startFakeSmtp = async (script: SmtpScript) => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    serve(socket, script);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `smtp://robot:T0PSECRET@127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
