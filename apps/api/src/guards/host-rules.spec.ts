import { describe, expect, it } from 'vitest';
import { createHostTest, hostOfHeader } from './host-rules.ts';

const local = createHostTest({ host: '127.0.0.1', publicUrl: 'http://127.0.0.1:3000' });
const open = createHostTest({ host: '0.0.0.0', publicUrl: 'https://status.example.org' });

describe('a server for this machine', () => {
  it.each([
    '127.0.0.1:3000',
    'localhost:3000',
    'LOCALHOST',
    'localhost:4200',
    '[::1]:3000',
    '127.9.9.9',
  ])('answers to %s', (host) => {
    expect(local(host)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'evil.example',
    'evil.example:3000',
    '127.0.0.1.nip.io',
    'localhost.evil.example',
    'evil.example@127.0.0.1',
    '127.0.0.1:3000@evil.example',
    '127.0.0.1/x',
    '127.0.0.1#x',
    '127.0.0.1 evil.example',
    '127.0.0.1:x',
    '127.0.0.1:',
    '192.168.1.5:3000',
    '[::ffff:192.168.1.5]',
    '[::1',
    '0.0.0.0:3000',
    '0x7f000001',
    '2130706433',
    'status.example.org',
  ])('does not answer to %s', (host) => {
    expect(local(host)).toBe(false);
  });
});

describe('a server for others', () => {
  it.each([
    'status.example.org',
    'STATUS.example.org.',
    '192.168.1.5:3000',
    '[fd00::5]',
    'localhost',
  ])('answers to %s', (host) => {
    expect(open(host)).toBe(true);
  });

  it.each(['evil.example', 'example.org', 'x.status.example.org', 'api:3000'])(
    'does not answer to %s',
    (host) => {
      expect(open(host)).toBe(false);
    },
  );

  it('answers to its own name', () => {
    const named = createHostTest({ host: 'nas.lan', publicUrl: 'http://nas.lan:3000' });
    expect(named('nas.lan:3000')).toBe(true);
  });
});

describe('hostOfHeader', () => {
  it.each([
    ['[::1]:80', '::1'],
    ['Example.org.:80', 'example.org'],
    ['a,b', 'a,b'],
  ])('%s names %s', (header, host) => {
    expect(hostOfHeader(header)).toBe(host);
  });
});
