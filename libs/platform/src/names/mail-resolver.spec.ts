import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startDnsServer, type DnsServer } from '../testing/dns-server.ts';
import { createMailResolver, type MailResolver } from './mail-resolver.ts';

async function opened(): Promise<{ dns: DnsServer; resolveMail: MailResolver }> {
  const dns = await startDnsServer();
  const resolvConf = join(await mkdtemp(join(tmpdir(), 'mail-')), 'resolv.conf');
  await writeFile(resolvConf, 'nameserver 127.0.0.1\n');
  return { dns, resolveMail: createMailResolver({ resolvConf, port: dns.port }) };
}

describe('mail servers', () => {
  it('come with their preference', async () => {
    const { dns, resolveMail } = await opened();
    dns.set('shop.example', {
      mx: [
        [10, 'mx1.example'],
        [300, 'mx2.example'],
      ],
    });
    const found = await resolveMail('shop.example');
    expect(found?.toSorted((a, b) => a.preference - b.preference)).toEqual([
      { preference: 10, host: 'mx1.example' },
      { preference: 300, host: 'mx2.example' },
    ]);
    expect(dns.asked).toEqual(['MX shop.example']);
  });

  it('are none where a domain has none', async () => {
    const { dns, resolveMail } = await opened();
    dns.set('shop.example', { a: ['192.0.2.1'] });
    expect(await resolveMail('shop.example')).toEqual([]);
  });

  it.each(['servfail', 'refused', 'formerr', 'nxdomain'] as const)(
    'are not known after %s',
    async (zone) => {
      const { dns, resolveMail } = await opened();
      dns.set('shop.example', zone);
      expect(await resolveMail('shop.example')).toBeNull();
    },
  );

  it('are not known once the question is given up', async () => {
    const { dns, resolveMail } = await opened();
    dns.set('shop.example', 'silent');
    const giveUp = new AbortController();
    const asked = resolveMail('shop.example', giveUp.signal);
    giveUp.abort();
    expect(await asked).toBeNull();
  });
});
