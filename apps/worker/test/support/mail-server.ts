import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';

/** What a mail server took: who it is for, and all that was sent. */
export interface Letter {
  to: string;
  text: string;
}

/** A mail server on loopback (RFC 5321, as far as a client without login speaks it). */
export class MailServer {
  readonly letters: Letter[] = [];
  /** Addresses that it does not know. */
  readonly unknown = new Set<string>();
  readonly #server = net.createServer((socket) => {
    this.#serve(socket);
  });

  static async start(): Promise<MailServer> {
    const one = new MailServer();
    one.#server.listen(0, '127.0.0.1');
    await once(one.#server, 'listening');
    return one;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
  }

  #serve(socket: Socket): void {
    let [rest, to] = ['', ''];
    let isData = false;
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    socket.on('error', () => undefined);
    socket.setEncoding('utf8').on('data', (text: string) => {
      rest += text;
      for (;;) {
        const end = isData ? '\r\n.\r\n' : '\r\n';
        const at = rest.indexOf(end);
        if (at < 0) return;
        const piece = rest.slice(0, at);
        rest = rest.slice(at + end.length);
        if (isData) {
          isData = false;
          // Lines that quoted-printable (RFC 2045) has cut.
          this.letters.push({ to, text: piece.replaceAll('=\r\n', '') });
          say('250 kept');
          continue;
        }
        const command = piece.slice(0, 4).toUpperCase();
        if (command === 'RCPT') to = /<(.*)>/.exec(piece)?.[1] ?? '';
        isData = command === 'DATA';
        if (command === 'RCPT' && this.unknown.has(to)) say('550 5.1.1 No such address');
        else say(isData ? '354 go on' : command === 'QUIT' ? '221 bye' : '250 ok');
        if (command === 'QUIT') socket.end();
      }
    });
    say('220 ready');
  }
}
