import { describe, expect, it } from 'vitest';
import { isWholeAddress, meantAddresses } from './meant-addresses';

describe('what somebody means who types an address', () => {
  it.each([
    ['https://example.com/a', ['https://example.com/a']],
    [' HTTP://example.com ', ['HTTP://example.com']],
    ['ftp://example.com/a', ['ftp://example.com/a']],
    ['domain:example.com', ['domain:example.com']],
    ['example.com', ['https://example.com/', 'http://example.com/']],
    ['example.com:8080', ['https://example.com:8080/', 'http://example.com:8080/']],
    ['example.com/a?b#c', ['https://example.com/a?b#c', 'http://example.com/a?b#c']],
    ['localhost:3000', ['https://localhost:3000/', 'http://localhost:3000/']],
    ['192.0.2.7', ['https://192.0.2.7/', 'http://192.0.2.7/']],
    ['[::1]:8080/x', ['https://[::1]:8080/x', 'http://[::1]:8080/x']],
    ['2001:db8::7', ['https://[2001:db8::7]/', 'http://[2001:db8::7]/']],
    ['::1', ['https://[::1]/', 'http://[::1]/']],
    ['nas', ['https://nas/', 'http://nas/']],
    ['müller.example', ['https://müller.example/', 'http://müller.example/']],
    ['mailto:jane@example.com', []],
    ['jane@example.com', []],
    ['two words', []],
    ['', []],
  ])('%j: %j', (text, addresses) => {
    expect(meantAddresses(text)).toEqual(addresses);
  });

  it.each([
    ['exam', false],
    ['example.', false],
    ['example.c', true],
    ['nas', false],
    ['nas:80', true],
    ['nas/', true],
    ['localhost', true],
    ['::1', true],
    ['192.0.2.7', true],
    ['https://exam', true],
    ['', false],
  ])('is %j whole? %s', (text, isWhole) => {
    expect(isWholeAddress(text)).toBe(isWhole);
  });
});
