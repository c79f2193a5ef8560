import { describe, expect, it } from 'vitest';
import { matchesHost, selectNames } from './names.ts';
import { MAX_CERTIFICATE_NAMES } from './schema.ts';

describe('matchesHost', () => {
  it.each([
    ['a.example', 'a.example', true],
    ['A.Example', 'a.eXample', true],
    ['a.example', 'a.example.', true],
    ['a.example.', 'a.example', true],
    ['a.example', 'b.a.example', false],
    ['a.example', 'xa.example', false],
    ['localhost', 'localhost', true],
    ['*.a.example', 'www.a.example', true],
    ['*.a.example', 'a.example', false],
    ['*.a.example', '.a.example', false],
    ['*.a.example', 'x.www.a.example', false],
    ['*.example', 'a.example', false],
    ['*', 'localhost', false],
    ['w*.a.example', 'www.a.example', false],
    ['www.*.example', 'www.a.example', false],
    ['*.*.example', 'www.a.example', false],
    ['*a.example', 'xa.example', false],
    ['', '', false],
    ['xn--bcher-kva.example', 'bücher.example', true],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example', true],
    ['*.a.example', 'xn--bcher-kva.a.example', true],
    ['127.0.0.1', '127.0.0.1', false],
    ['*.0.0.1', '127.0.0.1', false],
  ])('dns name %j, host %j: %s', (value, host, expected) => {
    expect(matchesHost({ type: 'dns', value }, host)).toBe(expected);
  });

  it.each([
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1', '127.0.0.2', false],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1', true],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::2', false],
    ['0:0:0:0:0:0:7F00:1', '127.0.0.1', false],
    ['not an address', '127.0.0.1', false],
    ['127.0.0.1', 'a.example', false],
  ])('address %j, host %j: %s', (value, host, expected) => {
    expect(matchesHost({ type: 'ip', value }, host)).toBe(expected);
  });
});

describe('selectNames', () => {
  const many = Array.from({ length: 1_500 }, (_, n) => ({
    type: 'dns' as const,
    value: `a${n}.example`,
  }));

  it('keeps a name that matches the host, wherever it stands', () => {
    const wanted = { type: 'dns' as const, value: 'zzz.example' };
    const { names, nameCount } = selectNames([...many, wanted], 'zzz.example');
    expect(nameCount).toBe(1_501);
    expect(names).toHaveLength(MAX_CERTIFICATE_NAMES);
    expect(names[0]).toEqual(wanted);
  });

  it('does not depend on the order in the certificate, and counts doubles once', () => {
    const names = many.slice(0, 5);
    const other = [...names.toReversed(), { type: 'dns' as const, value: 'A0.example' }];
    const kept = selectNames(other, 'x.example');
    expect(kept.nameCount).toBe(5);
    expect(kept.names.map(({ value }) => value.toLowerCase())).toEqual(
      selectNames(names, 'x.example').names.map(({ value }) => value),
    );
  });
});
