import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates } from 'node:tls';
import { parseEnv } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';
import { EnvError } from './env/env-error.ts';
import { SECRET_VARIABLES, Variables } from './env/variables.ts';

const faultsOf = (source: Record<string, string>): readonly string[] => {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.faults;
    throw error;
  }
  return [];
};

const DATABASES = {
  MONGODB_URI: 'mongodb://db/netumo',
  POSTGRES_URL: 'postgres://netumo:hunter22@db/netumo',
};

describe('defaults', () => {
  it('are those of a product that serves the person at this machine', () => {
    expect(readEnv({})).toMatchObject({
      host: '127.0.0.1',
      port: 3_000,
      publicUrl: 'http://127.0.0.1:3000',
      databases: null,
      logLevels: { all: 'info', modules: {} },
      egress: { mode: 'allow-private', allow: [] },
      extraCertificates: [],
      registries: { rdapBootstrapUrl: null, whoisServer: null },
      mail: { mailFrom: null, smtpUrl: null, resendApiKey: null, resendBaseUrl: null },
      webhookAllowedHosts: [],
      workerConcurrency: 200,
      secrets: [],
    });
  });

  it.each([
    ['127.0.0.1', 'allow-private'],
    ['127.1.2.3', 'allow-private'],
    ['::1', 'allow-private'],
    ['localhost', 'allow-private'],
    ['0.0.0.0', 'public-only'],
    ['::', 'public-only'],
    ['192.168.1.5', 'public-only'],
    ['status.example.org', 'public-only'],
  ])('listening at %s gives the egress mode %s', (HOST, mode) => {
    expect(readEnv({ HOST }).egress.mode).toBe(mode);
  });

  it.each([
    [{ HOST: '0.0.0.0', PORT: '80' }, 'http://localhost:80'],
    [{ HOST: '::1' }, 'http://[::1]:3000'],
    [{ PUBLIC_URL: 'https://status.example.org/' }, 'https://status.example.org'],
    [{ PUBLIC_URL: 'https://example.org/status//' }, 'https://example.org/status'],
  ])('%j is opened at %s', (source, url) => {
    expect(readEnv(source).publicUrl).toBe(url);
  });

  it('take the place of empty and blank values', () => {
    expect(readEnv({ HOST: '', PORT: '  ', EGRESS_MODE: '' }).port).toBe(3_000);
  });
});

describe('limits of callers', () => {
  it.each([
    [undefined, { read: 3_000, write: 600, outgoing: 300, costly: 30 }],
    ['on', { read: 3_000, write: 600, outgoing: 300, costly: 30 }],
    ['read=5, costly=1', { read: 5, write: 600, outgoing: 300, costly: 1 }],
    ['off', null],
  ])('%s are %j', (RATE_LIMITS, limits) => {
    expect(readEnv({ RATE_LIMITS }).callsPerMinute).toEqual(limits);
  });

  it.each(['none', 'read=0', 'read=-1', 'reads=5', 'read', 'read=1,', '__proto__=1'])(
    'are not %j',
    (text) => {
      expect(faultsOf({ RATE_LIMITS: text })[0]).toContain('RATE_LIMITS must be on, off, or');
    },
  );
});

describe('https', () => {
  it('needs both files, and opens with it', () => {
    const [TLS_CERT_FILE, TLS_KEY_FILE] = [import.meta.filename, import.meta.filename];
    expect(readEnv({ TLS_CERT_FILE, TLS_KEY_FILE })).toMatchObject({
      publicUrl: 'https://127.0.0.1:3000',
      tls: { certFile: TLS_CERT_FILE, keyFile: TLS_KEY_FILE },
    });
    expect(faultsOf({ TLS_CERT_FILE })[0]).toContain('must be set together');
    expect(faultsOf({ TLS_CERT_FILE: '/nonexistent', TLS_KEY_FILE })[0]).toContain('can be read');
    expect(faultsOf({ CORS_ORIGINS: 'https://wall.example/' })[0]).toContain('origins');
  });
});

describe('values', () => {
  it('are parsed', () => {
    const env = readEnv({
      ...DATABASES,
      EGRESS_MODE: 'allow-list',
      EGRESS_ALLOW_CIDRS: '10.0.0.0/8, fd00::/8',
      CANARY_URLS:
        'https://example.org/up, http://[2001:db8::1]:81, 192.0.2.53:53, [2001:db8::2]:53,',
      WEBHOOK_ALLOWED_HOSTS: 'Chat.example.org, 10.0.0.5:8065,',
      MAIL_FROM: 'Monitor <alerts@example.org>',
      SMTP_URL: 'smtp://user:secret99@mail.example.org',
      WORKER_CONCURRENCY: '5000',
    });
    expect(env.databases).toEqual({
      mongodbUri: DATABASES.MONGODB_URI,
      postgresUrl: DATABASES.POSTGRES_URL,
    });
    expect(env.canaries).toEqual([
      { host: 'example.org', port: 443 },
      { host: '2001:db8::1', port: 81 },
      { host: '192.0.2.53', port: 53 },
      { host: '2001:db8::2', port: 53 },
    ]);
    expect(env.egress.allow).toHaveLength(2);
    expect(env.webhookAllowedHosts).toEqual(['chat.example.org', '10.0.0.5:8065']);
    expect(env.secrets).toContain('smtp://user:secret99@mail.example.org');
  });

  it.each([
    ['redis://redis.example.org'],
    ['redis://:p%40ss@10.0.0.5:6380/2'],
    ['rediss://netumo:secret99@redis.example.org/'],
  ])('take %s as the address of Redis', (REDIS_URL) => {
    const { redisUrl, secrets } = readEnv({ REDIS_URL });
    expect(redisUrl).toBe(REDIS_URL);
    expect(secrets).toContain(REDIS_URL);
    expect(readEnv({}).redisUrl).toBeNull();
  });

  it.each([
    ['http://redis.example.org', 'starts with redis:// or rediss://'],
    ['redis://:hunter22@', 'starts with redis:// or rediss://'],
    ['redis://redis.example.org:port', 'starts with redis:// or rediss://'],
    ['redis://redis.example.org/netumo', 'by its number only'],
    ['redis://:50%@redis.example.org', 'write %25'],
  ])('refuse %s as the address of Redis, and show nothing of it', (REDIS_URL, words) => {
    const faults = faultsOf({ REDIS_URL }).join();
    expect(faults).toContain(words);
    expect(faults).not.toContain(REDIS_URL.slice(9));
  });

  it.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '1e3'],
    ['PORT', '80.0'],
    ['PORT', '-1'],
    ['PORT', '\uff15'],
    ['HOST', 'http://localhost'],
    ['HOST', '[::1]'],
    ['HOST', 'a b'],
    ['PUBLIC_URL', 'status.example.org'],
    ['PUBLIC_URL', 'https://user:pw@example.org'],
    ['PUBLIC_URL', 'https://example.org/?a=b'],
    ['LOG_LEVEL', 'verbose'],
    ['LOG_LEVEL', 'info, warn'],
    ['LOG_LEVEL', 'info, nothing=debug'],
    ['LOG_LEVEL', 'checks=loud'],
    ['LOG_LEVEL', '__proto__=debug'],
    ['EGRESS_MODE', 'all'],
    ['EGRESS_ALLOW_CIDRS', '10.0.0.0/33'],
    ['EGRESS_ALLOW_CIDRS', 'example.org'],
    ['CANARY_URLS', 'example.org'],
    ['CANARY_URLS', 'ftp://example.org:21'],
    ['CANARY_URLS', 'https://user:pw@example.org'],
    ['CANARY_URLS', '192.0.2.53:0'],
    ['CANARY_URLS', 'a b:53'],
    ['MONGODB_READ_PREFERENCE', 'Primary'],
    ['MAIL_FROM', 'nobody'],
    ['MAIL_FROM', 'a@b\r\nBcc: c@d'],
    ['WEBHOOK_ALLOWED_HOSTS', 'https://chat.example.org'],
    ['WORKER_REGION', 'a region'],
    ['WORKER_REGION', '-fra'],
    ['WORKER_CONCURRENCY', '0'],
    ['WORKER_CONCURRENCY', '5001'],
    ['RESEND_BASE_URL', 'ftp://x'],
    ['RDAP_BOOTSTRAP_URL', 'data.iana.org'],
    ['WHOIS_SERVER', 'whois.example.org:99999'],
    ['WHOIS_SERVER', 'two words'],
    ['WHOIS_SERVER', 'whois://x'],
    ['EXTRA_CA_FILE', '/nonexistent.pem'],
    ['EXTRA_CA_FILE', '/'],
  ])('%s=%s is a fault that names the variable and the value', (name, value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name} must be .*, not "`));
  });

  it.each([
    ['whois.example.net', { host: 'whois.example.net', port: 43 }],
    ['127.0.0.1:4343', { host: '127.0.0.1', port: 4343 }],
    ['[::1]:43', { host: '::1', port: 43 }],
  ])('WHOIS_SERVER=%s is a host and a port', (WHOIS_SERVER, server) => {
    expect(readEnv({ WHOIS_SERVER }).registries.whoisServer).toEqual(server);
  });

  it('lists all faults at once, one a line', () => {
    try {
      readEnv({ PORT: 'x', LOG_LEVEL: 'y' });
      expect.unreachable();
    } catch (error) {
      expect((error as Error).message.split('\n')).toEqual([
        'The settings are not usable:',
        '  - PORT must be a whole number from 1 to 65535, not "x".',
        expect.stringMatching(
          /^ {2}- LOG_LEVEL must be one of debug, info, warn, error, silent, .*, not "y".$/,
        ),
      ]);
    }
  });

  it.each(SECRET_VARIABLES.filter((name) => !/^(RESEND_API|BACKUP_S3_SECRET)_KEY$/.test(name)))(
    'a wrong %s is not shown',
    (name) => {
      const faults = faultsOf({ [name]: 'hunter22' });
      expect(faults.join()).toMatch(new RegExp(`^${name} must be a`));
      expect(faults.join()).not.toContain('hunter22');
    },
  );
});

describe('values that are wrong together', () => {
  it.each([
    [{ MONGODB_URI: DATABASES.MONGODB_URI }, 'MONGODB_URI is set and POSTGRES_URL is not.'],
    [{ POSTGRES_URL: DATABASES.POSTGRES_URL }, 'POSTGRES_URL is set and MONGODB_URI is not.'],
    [{ EGRESS_MODE: 'allow-list' }, 'EGRESS_ALLOW_CIDRS is empty'],
    [{ RESEND_API_KEY: 're_12345678' }, 'MAIL_FROM must be set'],
    [{ SMTP_URL: 'smtp://mail' }, 'MAIL_FROM must be set'],
  ])('%j', (source, sentence) => {
    expect(faultsOf(source).join()).toContain(sentence);
  });
});

describe('secrets in files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'env-'));
  const file = join(folder, 'secret');
  afterEach(() => rmSync(file, { force: true }));

  it('are read without the line break at the end', () => {
    writeFileSync(file, `${DATABASES.POSTGRES_URL}\n`);
    const env = readEnv({ MONGODB_URI: DATABASES.MONGODB_URI, POSTGRES_URL_FILE: file });
    expect(env.databases?.postgresUrl).toBe(DATABASES.POSTGRES_URL);
  });

  it('are refused when missing, empty or given twice', () => {
    expect(faultsOf({ SMTP_URL_FILE: file }).join()).toContain('cannot be read (ENOENT)');
    writeFileSync(file, '\n');
    expect(faultsOf({ SMTP_URL_FILE: file }).join()).toContain('a file that is empty');
    expect(faultsOf({ SMTP_URL: 'smtp://mail', SMTP_URL_FILE: file }).join()).toContain('both set');
  });
});

describe('extra certificates', () => {
  const folder = mkdtempSync(join(tmpdir(), 'env-'));
  const file = join(folder, 'authority.pem');
  const [first = '', second = ''] = getCACertificates('bundled');
  const readFrom = (content: string): readonly string[] => {
    writeFileSync(file, content);
    return readEnv({ EXTRA_CA_FILE: file }).extraCertificates;
  };
  afterEach(() => rmSync(file, { force: true }));

  it('are read from a file, one or more', () => {
    expect(readFrom(`# ours\r\n${first}\r\n`)).toEqual([first]);
    expect(readFrom(`${first}\n${second}`)).toEqual([first, second]);
  });

  it.each([
    ['empty', '', 'with certificates in PEM'],
    ['not PEM', '0\u0082\u0003', 'with certificates in PEM'],
    [
      'broken',
      `${first}\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----`,
      'without broken certificates (number 2)',
    ],
  ])('that cannot be used are one clear fault: %s', (_how, content, sentence) => {
    writeFileSync(file, content);
    const faults = faultsOf({ EXTRA_CA_FILE: file });
    expect(faults).toEqual([expect.stringContaining(sentence)]);
    expect(faults[0]).toContain(file);
  });
});

describe('.env.example', () => {
  const text = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
  const shown = parseEnv(text.replaceAll(/^#(?=[A-Z0-9_]+=)/gm, '')) as Record<string, string>;
  /** Without the values that name something that must exist. */
  const usable = { ...shown, EXTRA_CA_FILE: '', TLS_CERT_FILE: '', TLS_KEY_FILE: '' };

  it('explains every variable and no other', () => {
    expect(Object.keys(shown).toSorted()).toEqual(Object.keys(Variables.shape).toSorted());
  });

  it('names the file form of every secret', () => {
    for (const name of SECRET_VARIABLES) expect(text).toContain(`${name}_FILE`);
  });

  it('is usable as it is, and with every line switched on', () => {
    expect(readEnv(parseEnv(text))).toEqual(readEnv({}));
    expect(faultsOf(usable)).toEqual([]);
  });

  it('shows the defaults', () => {
    const defaults = readEnv({});
    const env = readEnv({ ...usable, PUBLIC_URL: '' });
    for (const key of ['host', 'port', 'publicUrl', 'dataDir', 'workerConcurrency'] as const) {
      expect(env[key]).toBe(defaults[key]);
    }
  });
});
