import { describe, expect, it } from 'vitest';
import { createReplyLog } from './reply.ts';

const NOW = new Date('2026-10-01T00:00:00Z');

function heard(...texts: string[]) {
  const log = createReplyLog(() => NOW);
  for (const text of texts) log.hear('whois')('whois.example.net', text);
  return log.replies.map(({ text }) => text);
}

describe('what a registry said', () => {
  it('is kept with server and time, line by line', () => {
    const log = createReplyLog(() => NOW);
    log.hear('whois')('whois.example.net', 'Domain: a.test\r\n  Expires:  soon\r\n');
    log.hear('rdap')('rdap.example.net', '{}');
    expect(log.replies).toEqual([
      {
        service: 'whois',
        server: 'whois.example.net',
        at: NOW,
        text: 'Domain: a.test\n  Expires:  soon',
      },
      { service: 'rdap', server: 'rdap.example.net', at: NOW, text: '{}' },
    ]);
  });

  it('is left out where it is nothing', () => {
    expect(heard('', ' \r\n ', 'No match.')).toEqual(['No match.']);
  });

  it('hides and moves nothing', () => {
    expect(heard('a\u202egnp\u0000.exe\n\ud800b')).toEqual(['a gnp .exe\n b']);
  });

  it('has 4,096 characters at most, with the date where it is named further down', () => {
    const notice = 'Legal notice. '.repeat(700);
    const [text = ''] = heard(`${notice}\nExpiry Date: tomorrow\n${notice}`);
    expect(text.length).toBeLessThanOrEqual(4_096);
    expect(text).toMatch(/^….*Expiry Date: tomorrow.*…$/s);
    const [start = ''] = heard(`Domain: a.test\n${notice}`);
    expect(start).toMatch(/^Domain: a\.test\n.*…$/s);
    const [end = ''] = heard(`${notice}\nExpiry Date: tomorrow`);
    expect(end).toMatch(/^….*Expiry Date: tomorrow$/s);
    expect(heard('x'.repeat(1_000_000))[0]).toHaveLength(4_096);
  });
});
