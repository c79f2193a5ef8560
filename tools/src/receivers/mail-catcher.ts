import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import type { Received } from './received.ts';

/** A letter as the mail server got it; `key` is who it goes to. */
export type Letter = Received;

/** A mail server on loopback that keeps what it is sent. */
export class MailCatcher {
  readonly letters: Letter[] = [];
  /** What is answered to a command instead of yes; null for yes. */
  refuse: (command: string, argument: string) => string | null = () => null;
  readonly #server: net.Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: net.Server) {
    this.#server = server;
  }

  static async start(): Promise<MailCatcher> {
    const server = net.createServer();
    const catcher = new MailCatcher(server);
    server.on('connection', (socket) => {
      catcher.#serve(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return catcher;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => this.#sockets.delete(socket));
    const talk = new Talk((line) => void socket.write(`${line}\r\n`), this);
    socket.setEncoding('utf8').on('data', (text: string) => {
      if (talk.hear(text) === 'bye') socket.end();
    });
  }
}

const REPLIES: Readonly<Record<string, string>> = {
  EHLO: '250-catcher\r\n250 8BITMIME',
  DATA: '354 go on',
  QUIT: '221 bye',
};
const END = '\r\n.\r\n';

/** One conversation of a mail server (RFC 5321), as far as ours has it. */
class Talk {
  readonly #say: (line: string) => void;
  readonly #catcher: Pick<MailCatcher, 'letters' | 'refuse'>;
  #rest = '';
  #isData = false;
  #to: string[] = [];

  constructor(say: (line: string) => void, catcher: Pick<MailCatcher, 'letters' | 'refuse'>) {
    this.#say = say;
    this.#catcher = catcher;
    say('220 catcher ESMTP');
  }

  hear(text: string): 'bye' | null {
    this.#rest += text;
    for (;;) {
      const end = this.#isData ? END : '\n';
      const at = this.#rest.indexOf(end);
      if (at < 0) return null;
      const piece = this.#rest.slice(0, at);
      this.#rest = this.#rest.slice(at + end.length);
      if (this.#isData) this.#keep(piece);
      else if (this.#obey(piece.trim()) === 'bye') return 'bye';
    }
  }

  #obey(line: string): 'bye' | null {
    const [word = '', ...rest] = line.split(' ');
    const command = word.toUpperCase();
    const argument = rest.join(' ');
    const refusal = this.#catcher.refuse(command, argument);
    this.#say(refusal ?? REPLIES[command] ?? '250 ok');
    if (refusal === null && command === 'MAIL') this.#to = [];
    if (refusal === null && command === 'RCPT')
      this.#to.push(/<([^>]*)>/.exec(argument)?.[1] ?? '');
    this.#isData = refusal === null && command === 'DATA';
    return command === 'QUIT' ? 'bye' : null;
  }

  #keep(raw: string): void {
    this.#isData = false;
    const refusal = this.#catcher.refuse('.', raw);
    this.#say(refusal ?? '250 kept');
    if (refusal !== null) return;
    const text = plainText(raw);
    this.#catcher.letters.push({
      ...{ at: Date.now(), key: this.#to.join(' '), events: [], text, status: 250 },
    });
  }
}

/** Quoted-printable (RFC 2045) as far as it wraps lines, and base64 parts decoded: enough to look for names. */
function plainText(raw: string): string {
  const unwrapped = raw.replaceAll('=\r\n', '');
  const encoded = unwrapped.matchAll(/base64\r\n(?:[^\r\n]+\r\n)*\r\n((?:[A-Za-z0-9+/=]+\r\n?)+)/g);
  const decoded = [...encoded].map(([, text = '']) => Buffer.from(text, 'base64').toString());
  return [unwrapped, ...decoded].join('\n');
}
