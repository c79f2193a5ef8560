import { readFileSync } from 'node:fs';
import { parseCidrList, reportRdapList } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { startServer, type Script } from '../testing/server.ts';
import { createRdapBootstrap, type RdapBootstrapOptions } from './rdap/bootstrap.ts';
import { createMemoryRdapList } from './rdap/list-store.ts';
import { redirectTarget } from './rdap/redirect.ts';
import {
  guardOf,
  lookUp,
  NOW,
  openThrottle,
  rdapRecord,
  rdapServer,
  whoisRecord,
  whoisServer,
} from './testing/registry.ts';

const MEGABYTE = 1_048_576;
const TIMEOUT_MS = 400;

/** Sends zeros without end and counts them. */
function flood(): { script: Script; sent: () => number } {
  let sent = 0;
  const chunk = Buffer.alloc(65_536, 'x');
  return {
    sent: () => sent,
    script: (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 314572800\r\n\r\n');
      const more = (): void => {
        while (!socket.destroyed && sent < 300 * MEGABYTE) {
          sent += chunk.length;
          if (!socket.write(chunk)) return;
        }
        socket.end();
      };
      socket.on('drain', more);
      more();
    },
  };
}

const drip: Script = (socket) => {
  const timer = setInterval(() => socket.write('x'), 50);
  socket.on('close', () => clearInterval(timer));
};

async function whoisSays(answer: string | Script, changes = {}): Promise<unknown> {
  const { port } = await whoisServer(answer);
  return lookUp({ whois: port, timeoutMs: TIMEOUT_MS, ...changes });
}

async function rdapSays(body: string, status?: string, headers?: string[]): Promise<unknown> {
  const { origin } = await rdapServer(body, status, headers);
  return lookUp({ rdap: origin });
}

const unreachable = (failureClass: string): unknown =>
  expect.objectContaining({
    outcome: 'unreachable',
    failure: { class: failureClass, fact: expect.objectContaining({ is: expect.any(String) }) },
  });
const dated = expect.objectContaining({
  outcome: 'ok',
  expiresAt: new Date('2027-03-15T04:00:00Z'),
});

function bootstrapAt(url: string, options: Partial<RdapBootstrapOptions> = {}) {
  const store = createMemoryRdapList();
  const common = { guard: guardOf(), userAgent: 'test', now: () => NOW };
  const bootstrap = createRdapBootstrap({ ...common, url, store, ...options });
  const stateOf = async () => reportRdapList((await store.get())?.state ?? null, NOW).list;
  return { bootstrap, stateOf };
}

const CASES: Record<string, () => Promise<void>> = {
  '001': async () => expect(await whoisSays('')).toEqual(unreachable('empty')),
  '002': async () => expect(await whoisSays(() => undefined)).toEqual(unreachable('timeout')),
  '003': async () => expect(await whoisSays(drip)).toEqual(unreachable('timeout')),
  '004': async () => {
    const { script, sent } = flood();
    expect(await whoisSays(script, { timeoutMs: 10_000 })).toEqual(unreachable('too-large'));
    expect(sent()).toBeLessThan(20 * MEGABYTE);
  },
  '006': async () => expect(await lookUp({})).toEqual(unreachable('network')),
  '007': async () => {
    const throttle = openThrottle();
    const answer = await whoisSays('WHOIS limit exceeded', { throttle });
    expect(answer).toMatchObject({ outcome: 'rate-limited', failure: { class: 'rate-limit' } });
    expect(throttle.reports).toMatchObject([
      [expect.any(String), { service: 'whois', rateLimited: true }],
    ]);
  },
  '009': async () =>
    expect(await whoisSays('TLD is not supported')).toMatchObject({ outcome: 'unsupported' }),
  '010': async () => {
    const allow = parseCidrList('127.0.0.1/32') ?? [];
    const guard = guardOf({ mode: 'allow-list', allow, own: [] });
    const text = whoisRecord('Registrar WHOIS Server: 127.0.0.3');
    expect(await whoisSays(text, { guard })).toEqual(unreachable('egress'));
  },
  '013': async () =>
    expect(
      await whoisSays(
        whoisRecord(
          'Registrar Registration Expiration Date: 2027-01-01T00:00:00Z',
          'Registry Expiry Date: 2027-03-15T04:00:00Z',
        ),
      ),
    ).toEqual(dated),
  '014': async () =>
    expect(
      await whoisSays(whoisRecord('__proto__: x', 'Registry Expiry Date: 2027-03-15T04:00:00Z')),
    ).toEqual(dated),
  '017': async () => {
    const text = whoisRecord('Expiration Date: 03/04/2027');
    expect(await whoisSays(text)).toEqual(unreachable('ambiguous'));
    const bulgarian = text.replace('sample.com', 'sample.bg');
    expect(await whoisSays(bulgarian, { domain: 'monitor-sample.bg' })).toMatchObject({
      expiresAt: new Date('2027-04-03T12:00:00Z'),
    });
  },
  '018': async () =>
    expect(await whoisSays(whoisRecord('Registry Expiry Date: 2006-10-01T00:00:00Z'))).toEqual(
      unreachable('implausible'),
    ),
  '026': async () =>
    expect(await rdapSays('{"errorCode":404}', '404 Not Found')).toMatchObject({
      outcome: 'not-found',
    }),
  '028': async () =>
    expect(await rdapSays('', '429 Too Many Requests')).toMatchObject({
      outcome: 'rate-limited',
      retryAt: null,
    }),
  '029': async () => {
    const whois = await whoisServer(whoisRecord('Registry Expiry Date: 2027-03-15T04:00:00Z'));
    for (const status of ['403 Forbidden', '401 Unauthorized']) {
      const rdap = await rdapServer('', status);
      expect(await lookUp({ rdap: rdap.origin, whois: whois.port })).toEqual(dated);
    }
  },
  '030': async () => {
    for (const status of ['500 Error', '502 Bad Gateway', '503 Unavailable']) {
      expect(await rdapSays('', status)).toEqual(unreachable('status'));
    }
  },
  '031': async () => {
    const whois = await whoisServer(whoisRecord('Registry Expiry Date: 2027-03-15T04:00:00Z'));
    const rdap = await rdapServer('<html>welcome</html>');
    expect(await lookUp({ rdap: rdap.origin, whois: whois.port })).toEqual(dated);
    expect(await lookUp({ rdap: rdap.origin })).toEqual(unreachable('format'));
  },
  '032': async () => {
    const { script, sent } = flood();
    const rdap = await startServer(script);
    expect(await lookUp({ rdap: rdap.origin, timeoutMs: 10_000 })).toEqual(
      unreachable('too-large'),
    );
    expect(sent()).toBeLessThan(20 * MEGABYTE);
  },
  '033': async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(await rdapSays(deep)).toEqual(unreachable('format'));
    expect(await rdapSays(rdapRecord().replace('{', `{"remarks":${deep},`))).toEqual(
      expect.objectContaining({ fetchedAt: NOW }),
    );
  },
  '034': async () => {
    const registrar = await rdapServer(rdapRecord());
    const to = [`location: ${registrar.origin}/domain/monitor-sample.com`];
    expect(await rdapSays('', '302 Found', to)).toEqual(dated);
    const from = new URL('https://rdap.registry.example/');
    expect(redirectTarget(from, 'https://rdap.registrar.example/')).not.toBeNull();
    expect(redirectTarget(from, 'http://rdap.registrar.example/')).toBeNull();
    const loop = await rdapServer('', '302 Found', ['location: /again']);
    expect(await lookUp({ rdap: loop.origin })).toEqual(unreachable('format'));
    expect(loop.requests).toHaveLength(4);
  },
  '035': async () =>
    expect(await rdapSays('', '302 Found', ['location: http://169.254.169.254/'])).toEqual(
      unreachable('egress'),
    ),
  '037': async () => {
    const { origin } = await rdapServer('', '404 Not Found');
    const { bootstrap, stateOf } = bootstrapAt(origin);
    expect(await bootstrap.baseFor('example.com')).toBe('https://rdap.verisign.com/com/v1/');
    expect(await stateOf()).toMatchObject({
      origin: 'bundled',
      publishedAt: expect.any(Date),
      problem: expect.stringContaining('HTTP 404'),
    });
  },
  '038': async () => {
    const file = JSON.stringify({
      publication: '2026-09-01',
      services: [[['com'], ['http://a.test/']]],
    });
    const { origin } = await startServer((socket, _request, number) => {
      const body = number === 1 ? file : '{"publication":';
      socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    });
    let time = NOW.getTime();
    const { bootstrap, stateOf } = bootstrapAt(origin, { now: () => new Date(time) });
    await bootstrap.baseFor('example.com');
    time += 7 * 86_400_000;
    await bootstrap.baseFor('example.com');
    const problem = expect.stringContaining('not JSON');
    await expect.poll(stateOf).toMatchObject({ origin: 'fetched', problem });
    expect(await bootstrap.baseFor('example.com')).toBe('http://a.test/');
  },
  '039': async () => {
    const rdap = await rdapServer(rdapRecord());
    await lookUp({ rdap: `${rdap.origin}/rdap/v1` });
    await lookUp({ rdap: `${rdap.origin}/rdap/v1/` });
    for (const request of rdap.requests) {
      expect(request).toMatch(/^GET \/rdap\/v1\/domain\/monitor-sample\.com HTTP/);
    }
    expect(rdap.requests).toHaveLength(2);
  },
  '040': async () => {
    const status = ['redemption period', 'pending delete'];
    expect(await rdapSays(rdapRecord({ status }))).toMatchObject({ outcome: 'redemption' });
    expect(await rdapSays(rdapRecord({ status: ['pending delete'], events: [] }))).toMatchObject({
      outcome: 'pending-delete',
      expiresAt: null,
    });
  },
};

const fixture = new URL('../../fixtures/registry-answer.corpus.json', import.meta.url);
const corpus = JSON.parse(readFileSync(fixture, 'utf8')) as { id: string; input: string }[];

describe('the corpus of registry answers', () => {
  it.each(corpus.map(({ id, input }) => [id, input] as const))('%s: %s', async (id) => {
    const run = CASES[id.replace('registry-answer-', '')];
    expect(run, 'a test for this case').toBeDefined();
    await run?.();
  });
});
