import { once } from 'node:events';
import fs from 'node:fs';
import tls from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { judgeTargetUrl } from '@app/checks';
import { CreateTarget } from '@app/domain';
import { openAuthority } from './authority.ts';
import { openShow, type Show } from './open-show.ts';
import { DEMO_DOMAINS, startRegistry } from './registry.ts';
import { EXHIBITS, targetOf } from './show.ts';

describe('the demo', () => {
  let show: Show | undefined;
  // Ports of the tests' own: a demo may be running on this machine.
  const exhibits = EXHIBITS.map((exhibit) => ({ ...exhibit, port: exhibit.port + 100 }));
  afterEach(async () => {
    await show?.close();
    show = undefined;
  });

  it('has targets that the product accepts, each on a port of its own', () => {
    for (const exhibit of EXHIBITS) expect(CreateTarget.parse(targetOf(exhibit))).toBeTruthy();
    expect(new Set(EXHIBITS.map(({ port }) => port)).size).toBe(EXHIBITS.length);
  });

  it('opens sites that behave as they say', async () => {
    show = await openShow(exhibits);
    const ask = (name: string, init?: RequestInit) =>
      fetch(targetOf(exhibits.find((exhibit) => exhibit.name === name)!).url, init);
    expect((await ask('Bakery')).status).toBe(200);
    const moved = await ask('Old bakery address', { redirect: 'manual' });
    expect(moved.headers.get('location')).toBe('http://127.0.0.1:17101/');
    expect((await ask('Town hall')).status).toBe(500);
    expect(await (await ask('Ticket office')).text()).not.toContain('On sale');
    await expect(ask('Closed cinema')).rejects.toThrow();
    await expect(ask('Museum', { signal: AbortSignal.timeout(300) })).rejects.toThrow('timeout');
    const refused = await ask('Corner shop').catch((error: unknown) => error);
    expect((refused as { cause: { code: string } }).cause.code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
  });

  it('shows certificates that its own authority has signed, where there is one', async () => {
    const authority = await openAuthority();
    try {
      show = await openShow(exhibits, authority);
      const { port } = exhibits.find(({ name }) => name === 'Wine bar')!;
      const ca = fs.readFileSync(authority.file, 'utf8');
      const socket = tls.connect({ host: '127.0.0.1', port, ca });
      await once(socket, 'secureConnect');
      const daysLeft = (Date.parse(socket.getPeerCertificate().valid_to) - Date.now()) / 86_400_000;
      socket.destroy();
      expect(daysLeft).toBeCloseTo(5, 1);
    } finally {
      authority.close();
    }
  });

  it('has a registry that knows its domains and no others', async () => {
    const registry = await startRegistry();
    try {
      const list = (await (await fetch(registry.listUrl)).json()) as {
        services: [string[], string[]][];
      };
      const [tlds, [url = '']] = list.services[0]!;
      expect(tlds).toEqual(['com', 'net', 'org']);
      for (const { name, endsInDays } of DEMO_DOMAINS) {
        expect(
          judgeTargetUrl(`domain:${name}`, { mode: 'allow-private', allow: [], own: [] }),
        ).toMatchObject({
          ok: true,
        });
        const record = (await (await fetch(`${url}domain/${name}`)).json()) as {
          events: { eventAction: string; eventDate: string }[];
        };
        const end = record.events.find(({ eventAction }) => eventAction === 'expiration');
        const days = (Date.parse(end?.eventDate ?? '') - Date.now()) / 86_400_000;
        expect(days).toBeCloseTo(endsInDays, 1);
      }
      expect((await fetch(`${url}domain/example.edu`)).status).toBe(404);
    } finally {
      await registry.close();
    }
  });

  it('says that another demo may be running', async () => {
    show = await openShow(exhibits);
    await expect(openShow(exhibits)).rejects.toThrow('Is another demo running?');
  });
});
