import { expect, it } from 'vitest';
import { parseAltNames } from './alt-names.ts';

it.each<[string | undefined, string[]]>([
  [undefined, []],
  ['', []],
  ['DNS:a.example', ['dns a.example']],
  ['DNS:a.example, DNS:*.b.example', ['dns a.example', 'dns *.b.example']],
  [
    'IP Address:192.0.2.1, IP Address:2001:DB8:0:0:0:0:0:1',
    ['ip 192.0.2.1', 'ip 2001:DB8:0:0:0:0:0:1'],
  ],
  ['email:a@b.example, URI:https://a.example, DNS:c.example', ['dns c.example']],
  // Node quotes a name that would otherwise look like several.
  ['DNS:"good.example\\u002c DNS:evil.example"', ['dns good.example, DNS:evil.example']],
  ['URI:"https://a.example/\\u002c DNS:evil.example", DNS:b.example', ['dns b.example']],
  ['othername:<unsupported>, DNS:a.example', ['dns a.example']],
  ['DNS:"a\\nb"', ['dns a b']],
])('%j', (text, names) => {
  expect(parseAltNames(text).map(({ type, value }) => `${type} ${value}`)).toEqual(names);
});

it('cuts names that no host can have', () => {
  expect(parseAltNames(`DNS:${'a'.repeat(40_000)}`)[0]?.value).toHaveLength(253);
});
