import { describe, expect, it } from 'vitest';
import { parseHosts } from './hosts-file.ts';
import { candidatesFor, parseResolvConf } from './resolv-conf.ts';
import { parseNsswitch, systemUseFor } from './system-names.ts';

describe('parseHosts', () => {
  it('reads addresses with all their names, and leaves the rest alone', () => {
    const hosts = parseHosts(
      [
        '127.0.0.1\tlocalhost',
        '::1 localhost ip6-localhost # loopback',
        '  10.0.0.5  NAS  nas.home.arpa',
        '10.0.0.5 nas',
        'fe80::1%eth0 router',
        'not-an-address somebody',
        '#10.0.0.9 commented',
        '10.0.0.6',
        '',
      ].join('\r\n'),
    );
    expect([...hosts]).toEqual([
      [
        'localhost',
        [
          { address: '127.0.0.1', family: 4 },
          { address: '::1', family: 6 },
        ],
      ],
      ['ip6-localhost', [{ address: '::1', family: 6 }]],
      ['nas', [{ address: '10.0.0.5', family: 4 }]],
      ['nas.home.arpa', [{ address: '10.0.0.5', family: 4 }]],
    ]);
  });
});

describe('parseResolvConf', () => {
  it('reads servers, search domains and ndots', () => {
    const text = [
      '; made by hand',
      'domain old.example',
      'nameserver 10.0.0.53 # first',
      'nameserver 2001:db8::53',
      'nameserver somewhere',
      'search corp.example. lan.example',
      'options timeout:2 ndots:5',
    ].join('\n');
    expect(parseResolvConf(text)).toEqual({
      servers: ['10.0.0.53', '2001:db8::53'],
      search: ['corp.example', 'lan.example'],
      ndots: 5,
    });
  });

  it('names nothing when the file does', () => {
    expect(parseResolvConf('')).toEqual({ servers: [], search: [], ndots: 1 });
  });
});

describe('candidatesFor', () => {
  it('completes short names only', () => {
    const conf = { search: ['corp.example'], ndots: 1 };
    expect(candidatesFor('db', conf)).toEqual(['db.corp.example', 'db']);
    expect(candidatesFor('www.shop.example', conf)).toEqual(['www.shop.example']);
    expect(candidatesFor('db.prod', { ...conf, ndots: 5 })).toEqual([
      'db.prod.corp.example',
      'db.prod',
    ]);
  });
});

describe('systemUseFor', () => {
  it.each([
    ['www.shop.example', 'hosts: files dns', 'never'],
    ['www.shop.example', 'hosts: files resolve [!UNAVAIL=return] dns', 'never'],
    ['www.shop.example', 'hosts: files ldap dns', 'last'],
    ['printer.local', 'hosts: files mdns4_minimal [NOTFOUND=return] dns', 'first'],
    ['dc.corp.local', 'hosts: files dns', 'last'],
    ['nas', 'hosts: files dns', 'last'],
    ['nas', '', 'last'],
    ['printer.local', '# hosts: dns', 'first'],
    ['www.shop.example', 'passwd: files', 'never'],
  ])('%s with "%s": %s', (name, text, use) => {
    expect(systemUseFor(name, parseNsswitch(text))).toBe(use);
  });
});
