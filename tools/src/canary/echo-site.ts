import http from 'node:http';
import net, { type AddressInfo } from 'node:net';

/** Somebody else's server on loopback that tells whoever asks all that it was told, secrets above all. */
export interface EchoServer {
  readonly port: number;
  /** What it was sent so far: proof that secrets went where they belong. */
  heard(): string;
  stop(): void;
}

/** A web site and webhook that refuses everything, with all of the request in its answer. */
export async function startEchoSite(): Promise<EchoServer> {
  let heard = '';
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const body = Buffer.concat(parts).toString();
      const all = [`${method} ${url}`, JSON.stringify(headers), body].join(' ');
      heard += `${all}\n`;
      const { authorization = '', cookie = '' } = headers;
      response.writeHead(url.startsWith('/temporary') ? 503 : 400, {
        'content-type': 'application/json',
        'x-echo': authorization,
        'set-cookie': cookie === '' ? 'a=b' : cookie,
        'www-authenticate': `Basic realm="${authorization}"`,
      });
      response.end(JSON.stringify({ ok: false, error: all, description: all, errors: [all] }));
    });
  });
  return { ...(await listen(server)), heard: () => heard };
}

/** A mail server that refuses every password, and repeats it. */
export async function startEchoMail(): Promise<EchoServer> {
  let heard = '';
  const server = net.createServer((socket) => {
    socket.setEncoding('utf8').on('error', () => undefined);
    socket.write('220 mail.example ESMTP\r\n');
    socket.on('data', (text: string) => {
      heard += text;
      if (/^EHLO/i.test(text)) socket.write('250-mail.example\r\n250 AUTH PLAIN LOGIN\r\n');
      else if (/^AUTH/i.test(text)) {
        const said = Buffer.from(text.trim().split(' ').at(-1) ?? '', 'base64').toString();
        socket.write(`535 5.7.8 not this one: ${said.replaceAll('\0', ' ')} (${text.trim()})\r\n`);
      } else socket.end('221 bye\r\n');
    });
  });
  return { ...(await listen(server)), heard: () => heard };
}

async function listen(server: net.Server): Promise<{ port: number; stop: () => void }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, stop: () => void server.close() };
}
