import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sampleMessage } from '../testing/samples.ts';
import { composeMail } from './mail.ts';
import { createSmtpMailer } from './smtp.ts';

const candidates = [
  process.env['MAILPIT'],
  new URL('../../../../../shared/tools/mailpit', import.meta.url).pathname,
];
const mailpit = candidates.find((path) => path !== undefined && existsSync(path));
if (!mailpit) {
  process.stderr.write('Skipped the test with Mailpit: set MAILPIT to its path to run it.\n');
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

interface CaughtMail {
  Subject: string;
  MessageID: string;
  Text: string;
  HTML: string;
  To: { Address: string }[];
  From: { Name: string; Address: string };
}

describe.skipIf(!mailpit)('mail through a real SMTP server', () => {
  let server: ChildProcess;
  let api: string;
  let smtpUrl: string;

  const read = async <T>(path: string): Promise<T> =>
    (await fetch(`${api}${path}`)).json() as Promise<T>;

  const newest = async (): Promise<{ mail: CaughtMail; headers: Record<string, string[]> }> => {
    await expect
      .poll(async () => (await read<{ total: number }>('/messages')).total)
      .toBeGreaterThan(0);
    return {
      mail: await read<CaughtMail>('/message/latest'),
      headers: await read<Record<string, string[]>>('/message/latest/headers'),
    };
  };

  beforeAll(async () => {
    const [smtpPort, apiPort] = [await freePort(), await freePort()];
    const listen = ['--smtp', `127.0.0.1:${smtpPort}`, '--listen', `127.0.0.1:${apiPort}`];
    server = spawn(mailpit ?? '', listen, { stdio: 'ignore' });
    api = `http://127.0.0.1:${apiPort}/api/v1`;
    smtpUrl = `smtp://127.0.0.1:${smtpPort}`;
    await vi.waitFor(() => fetch(`${api}/info`), { timeout: 60_000 });
  });

  afterAll(async () => {
    const closed = once(server, 'exit');
    server.kill();
    await closed;
  });

  it('arrives as it was written, with one subject and no further recipient', async () => {
    const name = 'Müller <b>x</b>\r\nBcc: y@evil.example';
    const mail = composeMail(sampleMessage({}, { targetName: name }), {
      from: 'Monitor <alerts@monitor.example>',
      to: ['a@good.example', 'b@good.example'],
    });
    const outcome = await createSmtpMailer({ url: smtpUrl })(mail, {
      signal: new AbortController().signal,
    });
    expect(outcome.outcome).toBe('sent');

    const { mail: caught, headers } = await newest();
    expect(caught.Subject).toBe(
      'Down: Müller <b>x</b> Bcc: y@evil.example - Refused: nothing listens on port 443',
    );
    expect(`<${caught.MessageID}>`).toBe(mail.messageId);
    expect(caught.Text.replaceAll('\r\n', '\n').trim()).toBe(mail.text.trim());
    expect(caught.HTML.replaceAll('\r\n', '\n').trim()).toBe(mail.html.trim());
    expect(caught.To.map(({ Address }) => Address)).toEqual(mail.to);
    expect(caught.From).toMatchObject({ Name: 'Monitor', Address: 'alerts@monitor.example' });
    expect(headers['Subject']).toHaveLength(1);
    expect(headers['References']).toEqual([mail.threadId]);
    expect(headers['Auto-Submitted']).toEqual(['auto-generated']);
    expect(headers).not.toHaveProperty('Bcc');
  });
});
