import { describe, expect, it } from 'vitest';
import { createDelegationProbe } from './delegation.ts';

const dnsError = (code: string): Error => Object.assign(new Error(code), { code });

/** A resolver that knows these names; a text is the code of an error. */
function probeOf(names: Readonly<Record<string, string[] | string>>) {
  return createDelegationProbe({
    resolveNs: (name) => {
      const answer = names[name] ?? 'ENOTFOUND';
      return typeof answer === 'string'
        ? Promise.reject(dnsError(answer))
        : Promise.resolve(answer);
    },
  });
}

const NS = ['ns1.example.net'];

describe('a delegation', () => {
  it.each([
    ['is alive with name servers', { 'a.net': NS, net: NS }, 'alive'],
    ['is alive where the name exists without them', { 'a.net': 'ENODATA', net: NS }, 'alive'],
    ['is gone where the zone above does not know the name', { net: NS }, 'gone'],
    ['is not known where the resolver fails', { 'a.net': 'ESERVFAIL', net: NS }, 'unknown'],
    ['is not known where the resolver is silent', { 'a.net': 'ETIMEOUT', net: NS }, 'unknown'],
    ['is not known where the resolver refuses', { 'a.net': 'EREFUSED', net: NS }, 'unknown'],
    ['is not known where the resolver knows no zone at all', {}, 'unknown'],
    ['is not known where the zone above fails', { net: 'ESERVFAIL' }, 'unknown'],
    ['is not known where an answer is empty', { 'a.net': [], net: NS }, 'unknown'],
  ] as const)('%s', async (_what, names, expected) => {
    const probe = probeOf(names as Record<string, string[] | string>);
    expect(await probe('a.net', {})).toBe(expected);
  });

  it('is gone also below a suffix that is no zone of its own', async () => {
    expect(await probeOf({ uk: NS })('shop.co.uk', {})).toBe('gone');
    expect(await probeOf({ 'co.uk': NS })('shop.co.uk', {})).toBe('gone');
  });

  it('stops with its signal', async () => {
    const stop = AbortSignal.abort(new Error('shutting down'));
    await expect(probeOf({ net: NS })('a.net', { signal: stop })).rejects.toThrow('shutting down');
  });
});
