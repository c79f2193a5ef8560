import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EmailAddress } from './email-address.ts';

interface CorpusCase {
  id: string;
  input: string | { $repeat: { s: string; n: number; suffix: string } };
  expect: string;
}

const corpus = JSON.parse(
  readFileSync(new URL('../../fixtures/email-address.corpus.json', import.meta.url), 'utf8'),
) as CorpusCase[];

const textOf = (input: CorpusCase['input']): string =>
  typeof input === 'string'
    ? input
    : input.$repeat.s.repeat(input.$repeat.n) + input.$repeat.suffix;

const addresses = corpus.map((row): [string, string, string] => [
  row.id,
  textOf(row.input),
  row.expect,
]);

describe('corpus of e-mail addresses', () => {
  it.each(addresses)('%s %j: %s', (_id, text, expected) => {
    // The open case, a quoted local part, is refused here.
    const isAccepted = expected.startsWith('accepted');
    expect(EmailAddress.safeParse(text).success).toBe(isAccepted);
  });

  it.each([
    ['A@Good.Example', 'A@good.example'],
    ['a@m\u00fcnchen.example', 'a@xn--mnchen-3ya.example'],
    [' a@good.example ', 'a@good.example'],
  ])('%s is stored as %s', (text, address) => {
    expect(EmailAddress.parse(text)).toBe(address);
  });

  it.each(['a@good.\r\nexample', 'a@good.example/x', 'a@1', 'a@good\u200b.example', 'a@x:80'])(
    '%j does not become an address by normalising',
    (text) => {
      expect(EmailAddress.safeParse(text).success).toBe(false);
    },
  );
});
